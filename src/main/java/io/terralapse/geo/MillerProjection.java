package io.terralapse.geo;

import org.geotools.api.parameter.ParameterDescriptorGroup;
import org.geotools.api.parameter.ParameterValueGroup;

/**
 * Miller cylindrical projection on a sphere (J. P. Snyder, Map Projections: A Working Manual, USGS
 * Professional Paper 1395, equations 11-1 to 11-7). Thread-safe.
 */
public final class MillerProjection extends OwnProjection {
  private static final long serialVersionUID = 1L;

  MillerProjection(ParameterValueGroup parameters) {
    super(parameters);
  }

  @Override
  double[] forward(double lon, double lat) {
    return new double[] {lon, 1.25 * Math.log(Math.tan(Math.PI / 4 + 0.4 * lat))};
  }

  @Override
  double[] inverse(double x, double y) {
    return new double[] {x, 2.5 * (Math.atan(Math.exp(0.8 * y)) - Math.PI / 4)};
  }

  @Override
  public ParameterDescriptorGroup getParameterDescriptors() {
    return Provider.PARAMETERS;
  }

  /** Creates the projection; found by GeoTools as a service. */
  public static final class Provider extends OwnProvider {
    private static final long serialVersionUID = 1L;

    static final ParameterDescriptorGroup PARAMETERS = parameters("Terralapse_Miller");

    /** For the service loader. */
    public Provider() {
      super(PARAMETERS, MillerProjection::new);
    }
  }
}
