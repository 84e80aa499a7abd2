package io.terralapse.geo;

import org.geotools.api.parameter.ParameterDescriptorGroup;
import org.geotools.api.parameter.ParameterValueGroup;

/**
 * Cylindrical equal-area projection with any standard parallel, which GeoTools takes as the equator
 * (J. P. Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395, equations 10-13
 * to 10-18). Thread-safe.
 */
public final class CylindricalEqualAreaProjection extends OwnProjection {
  private static final long serialVersionUID = 1L;

  private final double parallelScale;

  CylindricalEqualAreaProjection(ParameterValueGroup parameters) {
    super(parameters);
    double parallel = Math.toRadians(parameters.parameter("standard_parallel_1").doubleValue());
    double sin = Math.sin(parallel);
    parallelScale = Math.cos(parallel) / Math.sqrt(1 - excentricitySquared * sin * sin);
  }

  @Override
  double[] forward(double lon, double lat) {
    double q = AuthalicLatitude.q(Math.sin(lat), excentricity);
    return new double[] {parallelScale * lon, q / (2 * parallelScale)};
  }

  @Override
  double[] inverse(double x, double y) {
    double q = 2 * y * parallelScale;
    return new double[] {x / parallelScale, AuthalicLatitude.geodetic(q, excentricity)};
  }

  /** GeoTools shares equal transforms, and compares no standard parallels by itself. */
  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof CylindricalEqualAreaProjection projection
        && projection.parallelScale == parallelScale;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Double.hashCode(parallelScale);
  }

  @Override
  public ParameterDescriptorGroup getParameterDescriptors() {
    return Provider.PARAMETERS;
  }

  /** Creates the projection; found by GeoTools as a service. */
  public static final class Provider extends OwnProvider {
    private static final long serialVersionUID = 1L;

    static final ParameterDescriptorGroup PARAMETERS =
        parameters("Terralapse_Cylindrical_Equal_Area", STANDARD_PARALLEL_1);

    /** For the service loader. */
    public Provider() {
      super(PARAMETERS, CylindricalEqualAreaProjection::new);
    }
  }
}
