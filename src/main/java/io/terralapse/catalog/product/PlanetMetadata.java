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
 * What a document says of a PlanetScope scene.
 *
 * @param acquired when it was taken
 * @param conditions clouds, view and sun
 * @param coefficients by number of the band, from 1: what turns its stored radiance into
 *     reflectance at the top of the atmosphere
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
   * Makes facts of values as documents hold them; senseless ones stay unknown.
   *
   * @param time RFC 3339, empty if unknown
   * @param cloud percent
   * @param view degrees from straight down, to either side
   * @param sun degrees above the horizon
   */
  static PlanetMetadata of(
      String time,
      OptionalDouble cloud,
      OptionalDouble view,
      OptionalDouble sun,
      Map<Integer, Double> coefficients) {
    OptionalDouble turned = within(view, -90, 90);
    return new PlanetMetadata(
        findInstant(time).map(instant -> AcquisitionDate.at(instant, DateSource.METADATA)),
        new SceneConditions(
            within(cloud, 0, 100),
            turned.isPresent() ? OptionalDouble.of(Math.abs(turned.getAsDouble())) : turned,
            within(sun, -90, 90)),
        coefficients);
  }

  /** These facts, with what they leave open filled from another document of the scene. */
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
    // Years of more digits would not fit what follows.
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

  private static OptionalDouble within(OptionalDouble value, double least, double most) {
    boolean sane = value.isPresent() && value.getAsDouble() >= least && value.getAsDouble() <= most;
    return sane ? value : OptionalDouble.empty();
  }
}
