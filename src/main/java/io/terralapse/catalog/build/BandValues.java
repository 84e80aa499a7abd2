package io.terralapse.catalog.build;

import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.model.BandInfo;
import io.terralapse.model.BandRole;
import io.terralapse.model.Location;
import io.terralapse.model.Product;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import io.terralapse.model.SceneBand;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Makes bands with the meaning of their stored values. Scale and offset come from the user, else
 * from the file, else from what the product's name settles.
 *
 * @param product what the scene is
 * @param calibration the product's published calibration, if its name settles it
 */
record BandValues(Product product, Optional<Calibration> calibration) {
  /** Sensors whose products fill the outside of a scene with 0 and rarely declare it. */
  private static final Set<String> ZERO_IS_FILL =
      Set.of("sentinel-2", "landsat", "planetscope", "skysat");

  /** Fill of HLS reflectance (HLS User Guide 2.0), which copies that were cut may not declare. */
  private static final double HLS_FILL = -9999;

  /** One band of a file. */
  SceneBand band(
      BandRole role,
      String name,
      Location file,
      int index,
      RasterInfo info,
      Optional<SourceOverride> override) {
    Calibration values = calibrationOf(role, index, info, override);
    return new SceneBand(
        role, name, file, index, values.scale(), values.offset(), nodata(info, override), info);
  }

  /** True if the values become reflectance; the bands' own scale alone does not say so. */
  boolean isReflectance(RasterInfo info, Optional<SourceOverride> override) {
    return override.flatMap(o -> toOptional(o.scale())).isPresent()
        || (calibration.isPresent() && isCounts(info));
  }

  private Calibration calibrationOf(
      BandRole role, int index, RasterInfo info, Optional<SourceOverride> override) {
    BandInfo stored = info.bands().get(index);
    Calibration found = new Calibration(stored.scale(), stored.offset());
    boolean silent = stored.scale() == 1 && stored.offset() == 0;
    boolean reflective = role != BandRole.OTHER;
    if (silent && calibration.isPresent() && isCounts(info) && reflective) {
      found = calibration.get();
    }
    if (override.isEmpty()) {
      return found;
    }
    SourceOverride user = override.get();
    return new Calibration(
        user.scale().orElse(found.scale()),
        // A scale of the user's own does not go with another's offset.
        user.offset().orElse(user.scale().isPresent() ? 0 : found.offset()));
  }

  private OptionalDouble nodata(RasterInfo info, Optional<SourceOverride> override) {
    OptionalDouble said = override.map(SourceOverride::nodata).orElse(OptionalDouble.empty());
    if (said.isPresent()) {
      return Double.isNaN(said.getAsDouble()) ? OptionalDouble.empty() : said;
    }
    boolean unsigned =
        info.sampleType() == SampleType.UINT8 || info.sampleType() == SampleType.UINT16;
    boolean masked = info.alphaBand().isPresent() || info.internalMask();
    if (info.nodata().isEmpty() && unsigned && !masked && ZERO_IS_FILL.contains(product.sensor())) {
      return OptionalDouble.of(0);
    }
    boolean hls = product.sensor().equals("hls") && info.sampleType() == SampleType.INT16;
    return hls && info.nodata().isEmpty() && !masked ? OptionalDouble.of(HLS_FILL) : info.nodata();
  }

  private static boolean isCounts(RasterInfo info) {
    return info.sampleType() == SampleType.UINT16 || info.sampleType() == SampleType.INT16;
  }

  private static Optional<Double> toOptional(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }
}
