package io.terralapse.geo;

import java.util.Optional;
import org.geotools.api.parameter.ParameterValueGroup;
import org.geotools.api.referencing.crs.ProjectedCRS;

/**
 * Coordinates near the natural origin of an oblique stereographic projection. GeoTools inverts all
 * points that are nearer to it than a millionth of the Earth's radius (6.4 m) to the origin itself;
 * here they are the mean of two points that are farther away, which is exact to a tenth of a
 * millimetre. Immutable.
 *
 * @param transform from coordinates of the projection
 * @param x of the origin, in units of the system
 * @param y of the origin, in units of the system
 * @param metresPerUnit size of the unit
 */
record StereographicOrigin(CoordinateTransform transform, double x, double y, double metresPerUnit)
    implements CoordinateTransform {
  /** Somewhat more than GeoTools' distance, metres. */
  private static final double RADIUS = 8;

  /** Far enough to leave the circle from any point in it, metres. */
  private static final double STEP = 2 * RADIUS + 1;

  /**
   * A transform without that error.
   *
   * @param transform from coordinates of {@code from}
   * @return {@code transform} itself for systems of other projections
   */
  static CoordinateTransform correct(Crs from, CoordinateTransform transform) {
    return findProjection(from)
        .<CoordinateTransform>map(
            projection -> {
              ParameterValueGroup values = projection.getConversionFromBase().getParameterValues();
              double unit = from.metresPerUnit();
              return new StereographicOrigin(
                  transform,
                  values.parameter("false_easting").doubleValue() / unit,
                  values.parameter("false_northing").doubleValue() / unit,
                  unit);
            })
        .orElse(transform);
  }

  private static Optional<ProjectedCRS> findProjection(Crs crs) {
    if (crs.isPredefined() || !(crs.system() instanceof ProjectedCRS projected)) {
      return Optional.empty();
    }
    String method = projected.getConversionFromBase().getMethod().getName().getCode();
    return WktNode.normalized(method).equals("obliquestereographic")
        ? Optional.of(projected)
        : Optional.empty();
  }

  @Override
  public void apply(double[] xy, int points) {
    double[] in = xy.clone();
    transform.apply(xy, points);
    double step = STEP / metresPerUnit;
    for (int i = 0; i < 2 * points; i += 2) {
      if (Math.hypot(in[i] - x, in[i + 1] - y) * metresPerUnit < RADIUS) {
        double[] both = {in[i] - step, in[i + 1], in[i] + step, in[i + 1]};
        transform.apply(both, 2);
        xy[i] = (both[0] + both[2]) / 2;
        xy[i + 1] = (both[1] + both[3]) / 2;
      }
    }
  }
}
