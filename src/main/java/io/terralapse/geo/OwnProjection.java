package io.terralapse.geo;

import java.awt.geom.Point2D;
import org.geotools.api.parameter.ParameterValueGroup;
import org.geotools.referencing.operation.projection.MapProjection;
import org.jspecify.annotations.Nullable;

/**
 * A map projection that GeoTools lacks or computes on a sphere only. Implementations work on an
 * ellipsoid with a semi-major axis of 1, longitudes from the central meridian, in radians.
 */
abstract class OwnProjection extends MapProjection {
  private static final long serialVersionUID = 1L;

  OwnProjection(ParameterValueGroup parameters) {
    super(parameters);
  }

  /** Longitude and latitude to x and y, NaN where it is not defined. */
  abstract double[] forward(double lon, double lat);

  /** X and y to longitude and latitude, NaN where it is not defined. */
  abstract double[] inverse(double x, double y);

  @Override
  protected final Point2D transformNormalized(double lon, double lat, @Nullable Point2D into) {
    return point(forward(lon, lat), into);
  }

  @Override
  protected final Point2D inverseTransformNormalized(double x, double y, @Nullable Point2D into) {
    return point(inverse(x, y), into);
  }

  private static Point2D point(double[] xy, @Nullable Point2D into) {
    if (into == null) {
      return new Point2D.Double(xy[0], xy[1]);
    }
    into.setLocation(xy[0], xy[1]);
    return into;
  }
}
