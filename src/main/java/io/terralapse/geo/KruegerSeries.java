package io.terralapse.geo;

/**
 * The transverse Mercator projection of an ellipsoid by the series of Krüger to the sixth order,
 * which is accurate to a millimetre up to 60 degrees from the central meridian (C. F. F. Karney,
 * Transverse Mercator with an accuracy of a few nanometers, Journal of Geodesy 85, 2011, equations
 * 7 to 36). Lengths are metres with a scale of 1 on the central meridian, y from the equator.
 * Immutable.
 */
final class KruegerSeries {
  private static final int ORDER = 6;
  private static final int MAX_STEPS = 8;

  private final double e2;
  private final double e;

  /** The radius of a circle of the length of a meridian. */
  private final double radius;

  private final double[] alpha;
  private final double[] beta;

  /**
   * @param semiMajor metres
   * @param semiMinor metres
   */
  KruegerSeries(double semiMajor, double semiMinor) {
    double n = (semiMajor - semiMinor) / (semiMajor + semiMinor);
    e2 = 1 - semiMinor * semiMinor / (semiMajor * semiMajor);
    e = Math.sqrt(e2);
    radius = semiMajor / (1 + n) * (1 + n * n / 4 + Math.pow(n, 4) / 64 + Math.pow(n, 6) / 256);
    alpha =
        series(
            n,
            new double[][] {
              {1 / 2., -2 / 3., 5 / 16., 41 / 180., -127 / 288., 7891 / 37800.},
              {13 / 48., -3 / 5., 557 / 1440., 281 / 630., -1983433 / 1935360.},
              {61 / 240., -103 / 140., 15061 / 26880., 167603 / 181440.},
              {49561 / 161280., -179 / 168., 6601661 / 7257600.},
              {34729 / 80640., -3418889 / 1995840.},
              {212378941 / 319334400.}
            });
    beta =
        series(
            n,
            new double[][] {
              {1 / 2., -2 / 3., 37 / 96., -1 / 360., -81 / 512., 96199 / 604800.},
              {1 / 48., 1 / 15., -437 / 1440., 46 / 105., -1118711 / 3870720.},
              {17 / 480., -37 / 840., -209 / 4480., 5569 / 90720.},
              {4397 / 161280., -11 / 504., -830251 / 7257600.},
              {4583 / 161280., -108847 / 3991680.},
              {20648693 / 638668800.}
            });
  }

  /** Row i begins with the coefficient of n to the power of i + 1. */
  private static double[] series(double n, double[][] coefficients) {
    double[] sums = new double[ORDER];
    for (int i = 0; i < ORDER; i++) {
      for (int k = 0; k < coefficients[i].length; k++) {
        sums[i] += coefficients[i][k] * Math.pow(n, i + 1 + k);
      }
    }
    return sums;
  }

  /**
   * Projects a point.
   *
   * @param lon radians from the central meridian
   * @param lat radians
   * @return x, y
   */
  double[] forward(double lon, double lat) {
    double tau = Math.tan(lat);
    double conformal = conformal(tau);
    double xi = Math.atan2(conformal, Math.cos(lon));
    double eta = asinh(Math.sin(lon) / Math.hypot(conformal, Math.cos(lon)));
    double x = eta;
    double y = xi;
    for (int i = 0; i < ORDER; i++) {
      double j = 2.0 * (i + 1);
      x += alpha[i] * Math.cos(j * xi) * Math.sinh(j * eta);
      y += alpha[i] * Math.sin(j * xi) * Math.cosh(j * eta);
    }
    return new double[] {radius * x, radius * y};
  }

  /**
   * The inverse of {@link #forward}.
   *
   * @return longitude from the central meridian and latitude, radians
   */
  double[] inverse(double x, double y) {
    double eta = x / radius;
    double xi = y / radius;
    double straightEta = eta;
    double straightXi = xi;
    for (int i = 0; i < ORDER; i++) {
      double j = 2.0 * (i + 1);
      straightEta -= beta[i] * Math.cos(j * xi) * Math.sinh(j * eta);
      straightXi -= beta[i] * Math.sin(j * xi) * Math.cosh(j * eta);
    }
    double sinh = Math.sinh(straightEta);
    double cos = Math.cos(straightXi);
    double conformal = Math.sin(straightXi) / Math.hypot(sinh, cos);
    return new double[] {Math.atan2(sinh, cos), Math.atan(geodetic(conformal))};
  }

  /** The tangent of the conformal latitude for that of the geodetic one. */
  private double conformal(double tau) {
    double root = Math.hypot(1, tau);
    double sigma = Math.sinh(e * atanh(e * tau / root));
    return tau * Math.hypot(1, sigma) - sigma * root;
  }

  private double geodetic(double conformal) {
    double tau = conformal / (1 - e2);
    for (int i = 0; i < MAX_STEPS; i++) {
      double there = conformal(tau);
      double step =
          (conformal - there)
              / Math.hypot(1, there)
              * (1 + (1 - e2) * tau * tau)
              / ((1 - e2) * Math.hypot(1, tau));
      tau += step;
      if (Math.abs(step) < 1e-14 * Math.max(1, Math.abs(tau))) {
        break;
      }
    }
    return tau;
  }

  private static double asinh(double value) {
    double plain = Math.abs(value);
    return Math.copySign(Math.log(plain + Math.hypot(plain, 1)), value);
  }

  private static double atanh(double value) {
    return Math.log((1 + value) / (1 - value)) / 2;
  }
}
