package io.terralapse.geo;

/** A transform between two coordinate reference systems. Implementations are thread-safe. */
@FunctionalInterface
public interface CoordinateTransform {

  /**
   * Transforms points in place.
   *
   * @param xy pairs from index 0: x then y, or longitude then latitude in degrees; both coordinates
   *     of a point outside of the domain of the transform become NaN
   * @param points number of pairs
   */
  void apply(double[] xy, int points);
}
