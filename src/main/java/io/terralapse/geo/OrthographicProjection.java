package io.terralapse.geo;

import org.geotools.api.parameter.ParameterDescriptorGroup;
import org.geotools.api.parameter.ParameterValueGroup;

/**
 * Orthographic projection of an ellipsoid (EPSG method 9840): the view from infinity onto the plane
 * that is tangential at the origin. The inverse is the intersection of a line of sight with the
 * ellipsoid. Thread-safe.
 */
public final class OrthographicProjection extends OwnProjection {
  private static final long serialVersionUID = 1L;

  private final double sinOrigin;
  private final double cosOrigin;
  private final double normalOrigin;

  OrthographicProjection(ParameterValueGroup parameters) {
    super(parameters);
    sinOrigin = Math.sin(latitudeOfOrigin);
    cosOrigin = Math.cos(latitudeOfOrigin);
    normalOrigin = normal(sinOrigin);
  }

  private double normal(double sin) {
    return 1 / Math.sqrt(1 - excentricitySquared * sin * sin);
  }

  @Override
  double[] forward(double lon, double lat) {
    double sin = Math.sin(lat);
    double cos = Math.cos(lat);
    if (sinOrigin * sin + cosOrigin * cos * Math.cos(lon) < 0) {
      return new double[] {Double.NaN, Double.NaN};
    }
    double n = normal(sin);
    double y =
        n * (sin * cosOrigin - cos * sinOrigin * Math.cos(lon))
            + excentricitySquared * (normalOrigin * sinOrigin - n * sin) * cosOrigin;
    return new double[] {n * cos * Math.sin(lon), y};
  }

  @Override
  double[] inverse(double x, double y) {
    double polar = 1 - excentricitySquared;
    // A point of the tangential plane in geocentric coordinates, meridian of the origin first.
    double px = normalOrigin * cosOrigin - y * sinOrigin;
    double pz = normalOrigin * polar * sinOrigin + y * cosOrigin;
    // The line (px, x, pz) + t (cosOrigin, 0, sinOrigin) meets X² + Y² + Z² / polar = 1.
    double a = cosOrigin * cosOrigin + sinOrigin * sinOrigin / polar;
    double b = px * cosOrigin + pz * sinOrigin / polar;
    double c = px * px + x * x + pz * pz / polar - 1;
    double root = b * b - a * c;
    if (root < 0) {
      return new double[] {Double.NaN, Double.NaN};
    }
    double t = (Math.sqrt(root) - b) / a;
    double gx = px + t * cosOrigin;
    double gz = pz + t * sinOrigin;
    return new double[] {Math.atan2(x, gx), Math.atan2(gz, polar * Math.hypot(gx, x))};
  }

  @Override
  public ParameterDescriptorGroup getParameterDescriptors() {
    return Provider.PARAMETERS;
  }

  /** Creates the projection; found by GeoTools as a service. */
  public static final class Provider extends OwnProvider {
    private static final long serialVersionUID = 1L;

    static final ParameterDescriptorGroup PARAMETERS =
        parameters("Terralapse_Orthographic", LATITUDE_OF_ORIGIN);

    /** For the service loader. */
    public Provider() {
      super(PARAMETERS, OrthographicProjection::new);
    }
  }
}
