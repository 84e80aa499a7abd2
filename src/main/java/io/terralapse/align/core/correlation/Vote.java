package io.terralapse.align.core.correlation;

/**
 * The shift that one window measured, with its covariance.
 *
 * <p>The covariance is that of a least-squares match: with similarity c at the peak and Hessian H
 * of the similarity there, {@code (1 - c^2) / c * (-H)^-1 / n}, n being the independent samples in
 * the window. A straight road thus determines the shift across itself and hardly along it. The
 * covariance is correct up to a common factor, which {@code RobustTranslation} estimates from the
 * scatter of the votes.
 *
 * @param x lag of the peak, pixels right
 * @param y lag of the peak, pixels down
 * @param xx variance of x, square pixels
 * @param xy covariance
 * @param yy variance of y
 * @param peak similarity at the peak
 * @param second largest similarity away from the peak
 * @param centreX centre of the window in the reference, pixels
 * @param centreY centre of the window in the reference, pixels
 * @param half 0 or 1: half of the checkerboard, for cross-checks between the two
 */
public record Vote(
    double x,
    double y,
    double xx,
    double xy,
    double yy,
    double peak,
    double second,
    double centreX,
    double centreY,
    int half) {

  /** Standard deviation of true local differences (relief, compression), per axis, pixels. */
  public static final double LOCAL_SIGMA_PX = 0.06;

  /** Pixels per independent sample: the extent of the smoothed features. */
  private static final double SAMPLE_AREA = 12;

  /** The vote of a window with {@code pixels} common valid pixels. */
  static Vote of(LagSurface.Peak p, double pixels, double centreX, double centreY, int half) {
    double det = p.xx() * p.yy() - p.xy() * p.xy();
    double c = Math.max(0.01, Math.min(0.999, p.value()));
    double scale = (1 - c * c) / c / Math.max(1, pixels / SAMPLE_AREA);
    // (-H)^-1 of a 2 x 2 matrix
    double xx = -p.yy() / det * scale;
    double yy = -p.xx() / det * scale;
    double xy = p.xy() / det * scale;
    return new Vote(p.x(), p.y(), xx, xy, yy, p.value(), p.second(), centreX, centreY, half);
  }

  /**
   * The inverse of the covariance, including {@link #LOCAL_SIGMA_PX}.
   *
   * @param out receives xx, xy, yy
   */
  public void information(double[] out) {
    double a = xx + LOCAL_SIGMA_PX * LOCAL_SIGMA_PX;
    double c = yy + LOCAL_SIGMA_PX * LOCAL_SIGMA_PX;
    double det = a * c - xy * xy;
    out[0] = c / det;
    out[1] = -xy / det;
    out[2] = a / det;
  }

  /** The length of a residual in units of the vote's (unscaled) standard deviation. */
  public double length(double rx, double ry) {
    double a = xx + LOCAL_SIGMA_PX * LOCAL_SIGMA_PX;
    double c = yy + LOCAL_SIGMA_PX * LOCAL_SIGMA_PX;
    double det = a * c - xy * xy;
    return Math.sqrt(Math.max(0, (c * rx * rx - 2 * xy * rx * ry + a * ry * ry) / det));
  }

  /** The same vote relative to a known shift. */
  Vote minus(double dx, double dy) {
    return new Vote(x - dx, y - dy, xx, xy, yy, peak, second, centreX, centreY, half);
  }

  /** One minus the ratio of the second largest similarity to the peak, 0 to 1. */
  public double distinctness() {
    return peak <= 0 ? 0 : Math.max(0, Math.min(1, 1 - second / peak));
  }
}
