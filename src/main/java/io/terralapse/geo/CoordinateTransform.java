package io.terralapse.geo;

/** A map between two coordinate reference systems. Implementations are thread-safe. */
@FunctionalInterface
public interface CoordinateTransform {

  /**
   * Transforms points in place.
   *
   * @param xy pairs from index 0: x then y, longitude then latitude in degrees; points that the
   *     transform has no answer for become NaN, both values
   * @param points number of pairs
   */
  void apply(double[] xy, int points);
}
