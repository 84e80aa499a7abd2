package io.terralapse.catalog.product;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.SceneConditions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The metadata of a PlanetScope scene.
 *
 * @param acquired acquisition time
 * @param conditions cloud cover, view and sun angles
 * @param coefficients factors from stored radiance to top-of-atmosphere reflectance, by band number
 *     from 1
 */
record PlanetMetadata(
    Optional<AcquisitionDate> acquired,
    SceneConditions conditions,
    Map<Integer, Double> coefficients) {
  static final PlanetMetadata NONE =
      new PlanetMetadata(Optional.empty(), SceneConditions.UNKNOWN, Map.of());

  /** Copies the map. */
  PlanetMetadata {
    coefficients = Map.copyOf(coefficients);
  }

  /**
   * Metadata from the values of a document; implausible ones stay unknown.
   *
   * @param time RFC 3339, empty if unknown
   * @param cloud cloud cover, per cent
   * @param view off-nadir angle, degrees, with a sign for the side
   * @param sun sun elevation, degrees above the horizon
   */
  static PlanetMetadata of(
      String time,
      OptionalDouble cloud,
      OptionalDouble view,
      OptionalDouble sun,
      Map<Integer, Double> coefficients) {
    OptionalDouble angle = within(view, -90, 90);
    return new PlanetMetadata(
        findInstant(time).map(instant -> AcquisitionDate.at(instant, DateSource.METADATA)),
        new SceneConditions(
            within(cloud, 0, 100),
            angle.isPresent() ? OptionalDouble.of(Math.abs(angle.getAsDouble())) : angle,
            within(sun, -90, 90)),
        coefficients);
  }

  /** These metadata, with missing values from another document of the scene. */
  PlanetMetadata completedBy(PlanetMetadata other) {
    SceneConditions own = conditions;
    SceneConditions more = other.conditions;
    return new PlanetMetadata(
        acquired.or(other::acquired),
        new SceneConditions(
            either(own.cloudPercent(), more.cloudPercent()),
            either(own.offNadirDegrees(), more.offNadirDegrees()),
            either(own.sunElevationDegrees(), more.sunElevationDegrees())),
        coefficients.isEmpty() ? other.coefficients : coefficients);
  }

  private static Optional<Instant> findInstant(String time) {
    // Years of more than four digits are not plausible.
    if (time.length() > 40 || !time.matches("\\d{4}-.*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(time).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static OptionalDouble either(OptionalDouble a, OptionalDouble b) {
    return a.isPresent() ? a : b;
  }

  private static OptionalDouble within(OptionalDouble value, double min, double max) {
    boolean plausible =
        value.isPresent() && value.getAsDouble() >= min && value.getAsDouble() <= max;
    return plausible ? value : OptionalDouble.empty();
  }
}
