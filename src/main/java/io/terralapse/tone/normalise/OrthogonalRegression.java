package io.terralapse.tone.normalise;

/**
 * Robust orthogonal regression of a straight line: both variables have errors, so distances are
 * measured at right angles to the line (Deming 1943), with Tukey's biweight, since one point far
 * away would count with its square.
 *
 * @param slope of y against x; NaN if the points determine none
 * @param meanX weighted mean, on the line
 * @param meanY weighted mean, on the line
 */
record OrthogonalRegression(double slope, double meanX, double meanY) {
  private static final int ITERATIONS = 8;

  /**
   * Fits a line.
   *
   * @param scale expected slope: the errors of y are as many times those of x
   */
  static OrthogonalRegression of(double[] x, double[] y, double scale) {
    double[] weights = new double[x.length];
    OrthogonalRegression line = new OrthogonalRegression(scale, Robust.median(x), Robust.median(y));
    double[] distances = new double[x.length];
    for (int i = 0; i < ITERATIONS && Double.isFinite(line.slope); i++) {
      for (int p = 0; p < x.length; p++) {
        distances[p] = y[p] - line.meanY - line.slope * (x[p] - line.meanX);
      }
      double spread = Math.max(Robust.deviation(distances, 0), 1e-12);
      for (int p = 0; p < x.length; p++) {
        weights[p] = Robust.bisquare(distances[p], spread);
      }
      line = fit(x, y, weights, scale);
    }
    return line;
  }

  private static OrthogonalRegression fit(double[] x, double[] y, double[] weights, double scale) {
    double total = 0;
    double meanX = 0;
    double meanY = 0;
    for (int p = 0; p < x.length; p++) {
      total += weights[p];
      meanX += weights[p] * x[p];
      meanY += weights[p] * y[p];
    }
    meanX /= total;
    meanY /= total;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int p = 0; p < x.length; p++) {
      double dx = x[p] - meanX;
      double dy = (y[p] - meanY) / scale;
      xx += weights[p] * dx * dx;
      yy += weights[p] * dy * dy;
      xy += weights[p] * dx * dy;
    }
    double slope = (yy - xx + Math.sqrt((yy - xx) * (yy - xx) + 4 * xy * xy)) / (2 * xy);
    return new OrthogonalRegression(xy > 0 && slope > 0 ? slope * scale : Double.NaN, meanX, meanY);
  }

  /** The line's y at a position. */
  double at(double x) {
    return meanY + slope * (x - meanX);
  }
}
