package io.terralapse.catalog.build;

import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.catalog.sensor.Sensors;
import io.terralapse.model.BandInfo;
import io.terralapse.model.BandRole;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import io.terralapse.model.SceneBand;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the stored values of one band mean.
 *
 * @param scale physical value = stored * scale + offset
 * @param offset see {@code scale}
 * @param nodata stored value that means "no data"; empty if there is none
 */
record StoredValues(double scale, double offset, OptionalDouble nodata) {

  /**
   * Values of a band in a file without metadata: as its header says, else as the product's name or
   * sensor settles it.
   *
   * @param calibration the product's published calibration, if its name settles it
   */
  static StoredValues of(
      RasterInfo info,
      int index,
      BandRole role,
      Product product,
      Optional<Calibration> calibration) {
    BandInfo stored = info.bands().get(index);
    boolean calibrated = !isScaled(stored) && isCounts(info) && role != BandRole.OTHER;
    Calibration values =
        calibration
            .filter(published -> calibrated)
            .orElse(new Calibration(stored.scale(), stored.offset()));
    return new StoredValues(values.scale(), values.offset(), nodata(info, product));
  }

  /** True if the header says how to calculate values from the stored ones. */
  static boolean isScaled(BandInfo band) {
    return band.scale() != 1 || band.offset() != 0;
  }

  /** True for the sample types that products store reflectance in. */
  static boolean isCounts(RasterInfo info) {
    return info.sampleType() == SampleType.UINT16 || info.sampleType() == SampleType.INT16;
  }

  private static OptionalDouble nodata(RasterInfo info, Product product) {
    OptionalDouble declared = info.decisiveNodata();
    if (declared.isPresent() || info.alphaBand().isPresent() || info.internalMask()) {
      return declared;
    }
    OptionalDouble fill = Sensors.findFill(product);
    boolean storable =
        fill.isPresent()
            && (fill.getAsDouble() < 0
                ? info.sampleType() == SampleType.INT16
                : info.sampleType() == SampleType.UINT8 || info.sampleType() == SampleType.UINT16);
    return storable ? fill : OptionalDouble.empty();
  }

  /** The band that has these values. */
  SceneBand band(BandRole role, String name, Location file, int index, RasterInfo info) {
    return new SceneBand(role, name, file, index, scale, offset, nodata, info);
  }
}
