package io.terralapse.geo;

import org.geotools.api.parameter.ParameterDescriptorGroup;
import org.geotools.api.parameter.ParameterValueGroup;

/**
 * Equal Earth projection on an ellipsoid (B. Savric, T. Patterson, B. Jenny, The Equal Earth map
 * projection, 2018). Thread-safe.
 */
public final class EqualEarthProjection extends OwnProjection {
  private static final long serialVersionUID = 1L;

  private static final double A1 = 1.340264;
  private static final double A2 = -0.081106;
  private static final double A3 = 0.000893;
  private static final double A4 = 0.003796;
  private static final double M = Math.sqrt(3) / 2;
  private static final int MAX_STEPS = 20;

  private final double polarQ;
  private final double radius;

  EqualEarthProjection(ParameterValueGroup parameters) {
    super(parameters);
    polarQ = AuthalicLatitude.q(1, excentricity);
    radius = Math.sqrt(polarQ / 2);
  }

  @Override
  double[] forward(double lon, double lat) {
    double sin = AuthalicLatitude.q(Math.sin(lat), excentricity) / polarQ;
    double theta = Math.asin(M * Math.max(-1, Math.min(1, sin)));
    double t2 = theta * theta;
    double t6 = t2 * t2 * t2;
    double x = radius * lon * Math.cos(theta) / (M * derivative(t2, t6));
    return new double[] {x, radius * theta * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))};
  }

  private static double derivative(double t2, double t6) {
    return A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2);
  }

  @Override
  double[] inverse(double x, double y) {
    double theta = y / radius / A1;
    for (int i = 0; i < MAX_STEPS; i++) {
      double t2 = theta * theta;
      double t6 = t2 * t2 * t2;
      double over = theta * (A1 + A2 * t2 + t6 * (A3 + A4 * t2)) - y / radius;
      theta -= over / derivative(t2, t6);
    }
    double t2 = theta * theta;
    double lon = M * x / radius * derivative(t2, t2 * t2 * t2) / Math.cos(theta);
    double sin = Math.sin(theta) / M;
    return new double[] {lon, AuthalicLatitude.geodetic(sin * polarQ, excentricity)};
  }

  @Override
  public ParameterDescriptorGroup getParameterDescriptors() {
    return Provider.PARAMETERS;
  }

  /** Creates the projection; found by GeoTools as a service. */
  public static final class Provider extends OwnProvider {
    private static final long serialVersionUID = 1L;

    static final ParameterDescriptorGroup PARAMETERS = parameters("Terralapse_Equal_Earth");

    /** For the service loader. */
    public Provider() {
      super(PARAMETERS, EqualEarthProjection::new);
    }
  }
}
