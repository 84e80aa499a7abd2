package io.terralapse.catalog.product;

import io.terralapse.catalog.sensor.Calibration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * From Landsat's stored integers to reflectance (USGS, "Using the USGS Landsat Level-1 Data
 * Product" and "Landsat Collection 2 Level-2 Science Products").
 *
 * <p>Level 2 metadata repeat the Level 1 factors under the same keys, in another group. Those of
 * Level 1 give reflectance for a sun at the zenith; it has to be divided by the sine of the sun
 * elevation at the scene centre.
 *
 * @param mtl the metadata
 * @param product the product that they describe
 */
record LandsatScale(Mtl mtl, LandsatProduct product) {
  private static final String LEVEL_2 = "LEVEL2_SURFACE_REFLECTANCE_PARAMETERS";
  private static final String[] LEVEL_1 = {"LEVEL1_RADIOMETRIC_RESCALING", "RADIOMETRIC_RESCALING"};

  /** The calibration of a band at the product's level; empty if the metadata lack it. */
  Optional<Calibration> find(int band) {
    if (product.isLevel2()) {
      return find(band, LEVEL_2).or(() -> Optional.of(Calibration.LANDSAT_C2_L2));
    }
    OptionalDouble sun = product.conditions().sunElevationDegrees();
    if (sun.isEmpty() || sun.getAsDouble() <= 0) {
      return Optional.empty();
    }
    double sine = Math.sin(Math.toRadians(sun.getAsDouble()));
    return find(band, LEVEL_1)
        .map(zenith -> new Calibration(zenith.scale() / sine, zenith.offset() / sine))
        .filter(value -> Double.isFinite(value.scale()) && Double.isFinite(value.offset()));
  }

  private Optional<Calibration> find(int band, String... groups) {
    OptionalDouble scale = mtl.findNumber("REFLECTANCE_MULT_BAND_" + band, groups);
    OptionalDouble offset = mtl.findNumber("REFLECTANCE_ADD_BAND_" + band, groups);
    return scale.isPresent() && offset.isPresent() && scale.getAsDouble() > 0
        ? Optional.of(new Calibration(scale.getAsDouble(), offset.getAsDouble()))
        : Optional.empty();
  }
}
