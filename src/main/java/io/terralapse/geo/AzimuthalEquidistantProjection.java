package io.terralapse.geo;

import org.geotools.api.parameter.ParameterDescriptorGroup;
import org.geotools.api.parameter.ParameterValueGroup;

/**
 * Azimuthal equidistant projection of an ellipsoid: azimuth and length of the geodesic from the
 * origin (T. Vincenty, Direct and inverse solutions of geodesics on the ellipsoid, Survey Review
 * 176, 1975). Not defined near the antipode of the origin. Thread-safe.
 */
public final class AzimuthalEquidistantProjection extends OwnProjection {
  private static final long serialVersionUID = 1L;

  private static final int MAX_STEPS = 200;
  private static final double PRECISION = 1e-13;

  private final double flattening;
  private final double sinU1;
  private final double cosU1;

  AzimuthalEquidistantProjection(ParameterValueGroup parameters) {
    super(parameters);
    flattening = 1 - Math.sqrt(1 - excentricitySquared);
    double u1 = reduced(latitudeOfOrigin);
    sinU1 = Math.sin(u1);
    cosU1 = Math.cos(u1);
  }

  private double reduced(double lat) {
    return Math.atan2((1 - flattening) * Math.sin(lat), Math.cos(lat));
  }

  /** The coefficients A and B of the series, for u² = {@code cosSqAlpha} e² / (1 - e²). */
  private double[] series(double cosSqAlpha) {
    double u2 = cosSqAlpha * excentricitySquared / (1 - excentricitySquared);
    double a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)));
    double b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
    return new double[] {a, b};
  }

  private static double deltaSigma(double b, double sinSigma, double cosSigma, double cos2m) {
    double squared = cos2m * cos2m;
    return b
        * sinSigma
        * (cos2m
            + b
                / 4
                * (cosSigma * (2 * squared - 1)
                    - b / 6 * cos2m * (4 * sinSigma * sinSigma - 3) * (4 * squared - 3)));
  }

  private double longitudeCorrection(
      double sinAlpha, double cosSqAlpha, double sigma, double cos2m) {
    double c = flattening / 16 * cosSqAlpha * (4 + flattening * (4 - 3 * cosSqAlpha));
    double inner = cos2m + c * Math.cos(sigma) * (2 * cos2m * cos2m - 1);
    return (1 - c) * flattening * sinAlpha * (sigma + c * Math.sin(sigma) * inner);
  }

  @Override
  double[] forward(double lon, double lat) {
    double u2 = reduced(lat);
    double sinU2 = Math.sin(u2);
    double cosU2 = Math.cos(u2);
    double lambda = lon;
    for (int i = 0; i < MAX_STEPS; i++) {
      double east = cosU2 * Math.sin(lambda);
      double north = cosU1 * sinU2 - sinU1 * cosU2 * Math.cos(lambda);
      double sinSigma = Math.hypot(east, north);
      double cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * Math.cos(lambda);
      if (sinSigma < 1e-15) {
        return cosSigma > 0 ? new double[] {0, 0} : new double[] {Double.NaN, Double.NaN};
      }
      double sigma = Math.atan2(sinSigma, cosSigma);
      double sinAlpha = cosU1 * east / sinSigma;
      double cosSqAlpha = 1 - sinAlpha * sinAlpha;
      double cos2m = cosSqAlpha < 1e-15 ? 0 : cosSigma - 2 * sinU1 * sinU2 / cosSqAlpha;
      double next = lon + longitudeCorrection(sinAlpha, cosSqAlpha, sigma, cos2m);
      if (Math.abs(next - lambda) < PRECISION) {
        double[] ab = series(cosSqAlpha);
        double length =
            (1 - flattening) * ab[0] * (sigma - deltaSigma(ab[1], sinSigma, cosSigma, cos2m));
        return new double[] {length * east / sinSigma, length * north / sinSigma};
      }
      lambda = next;
    }
    return new double[] {Double.NaN, Double.NaN};
  }

  @Override
  double[] inverse(double x, double y) {
    double length = Math.hypot(x, y);
    if (length < 1e-15) {
      return new double[] {0, latitudeOfOrigin};
    }
    double sin1 = x / length;
    double cos1 = y / length;
    double sigma1 = Math.atan2(sinU1, cosU1 * cos1);
    double sinAlpha = cosU1 * sin1;
    double cosSqAlpha = 1 - sinAlpha * sinAlpha;
    double[] ab = series(cosSqAlpha);
    double first = length / ((1 - flattening) * ab[0]);
    double sigma = first;
    double cos2m = 0;
    for (int i = 0; i < MAX_STEPS; i++) {
      cos2m = Math.cos(2 * sigma1 + sigma);
      double next = first + deltaSigma(ab[1], Math.sin(sigma), Math.cos(sigma), cos2m);
      boolean done = Math.abs(next - sigma) < PRECISION;
      sigma = next;
      if (done) {
        break;
      }
    }
    if (sigma > Math.PI) {
      return new double[] {Double.NaN, Double.NaN};
    }
    double sinSigma = Math.sin(sigma);
    double cosSigma = Math.cos(sigma);
    double across = sinU1 * sinSigma - cosU1 * cosSigma * cos1;
    double lat =
        Math.atan2(
            sinU1 * cosSigma + cosU1 * sinSigma * cos1,
            (1 - flattening) * Math.hypot(sinAlpha, across));
    double lambda = Math.atan2(sinSigma * sin1, cosU1 * cosSigma - sinU1 * sinSigma * cos1);
    double lon = lambda - longitudeCorrection(sinAlpha, cosSqAlpha, sigma, cos2m);
    return new double[] {lon, lat};
  }

  @Override
  public ParameterDescriptorGroup getParameterDescriptors() {
    return Provider.PARAMETERS;
  }

  /** Creates the projection; found by GeoTools as a service. */
  public static final class Provider extends OwnProvider {
    private static final long serialVersionUID = 1L;

    static final ParameterDescriptorGroup PARAMETERS =
        parameters("Terralapse_Azimuthal_Equidistant", LATITUDE_OF_ORIGIN);

    /** For the service loader. */
    public Provider() {
      super(PARAMETERS, AzimuthalEquidistantProjection::new);
    }
  }
}
