package io.terralapse.model;

import java.util.OptionalDouble;

/**
 * How a scene was taken, as its metadata tell.
 *
 * @param cloudPercent cloud over the whole scene, 0 to 100
 * @param offNadirDegrees how far from straight down the sensor looked
 * @param sunElevationDegrees height of the sun over the scene's middle
 */
public record SceneConditions(
    OptionalDouble cloudPercent,
    OptionalDouble offNadirDegrees,
    OptionalDouble sunElevationDegrees) {
  /** Nothing is known. */
  public static final SceneConditions UNKNOWN =
      new SceneConditions(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
}
