package io.terralapse.align.core.correlation;

import java.util.Arrays;
import java.util.Optional;

/**
 * A similarity sampled at integer lags, and its sub-pixel maximum.
 *
 * <p>The samples are interpolated by a quintic B-spline (Unser, Aldroubi and Eden 1993, IEEE TSP
 * 41(2); a cubic one, whose error depends on the fourth derivative, has a bias of up to 0.015 px
 * for peaks of this width), and Newton's method finds the maximum. For a fixed template, moving the
 * target by a fraction of a pixel with some interpolator and correlating again gives the same
 * number as interpolating the correlation with it, because both are the same linear sums. So this
 * is equivalent to resampling by the estimate and estimating again until convergence, and it has
 * none of the bias towards integer shifts of a parabola through three samples (Stone et al. 2001;
 * Foroosh et al. 2002).
 *
 * <p>Not thread-safe.
 */
public final class LagSurface {
  private static final int DEGREE = 5;

  /** Poles of the direct quintic B-spline filter (Unser, Aldroubi and Eden 1993, table I). */
  private static final double[] POLES = {
    Math.sqrt(67.5 - Math.sqrt(17745 / 4.0)) + Math.sqrt(105 / 4.0) - 6.5,
    Math.sqrt(67.5 + Math.sqrt(17745 / 4.0)) - Math.sqrt(105 / 4.0) - 6.5
  };

  /** Extrapolated samples on every side, over which the filter's boundary effect decays. */
  private static final int MARGIN = 10;

  private static final int MAX_NEWTON_STEPS = 12;

  /** The iteration ends when a step is shorter than this, pixels. */
  private static final double CONVERGED_PX = 1e-5;

  public final int radius;
  public final int side;

  /** {@code [(dy + radius) * side + dx + radius]}. */
  public final double[] value;

  /** Spline coefficients, with a margin of {@link #MARGIN} samples on every side. */
  private final double[] spline;

  private final int wide;
  private boolean splineValid;

  public LagSurface(int radius) {
    this.radius = radius;
    this.side = 2 * radius + 1;
    this.value = new double[side * side];
    this.wide = side + 2 * MARGIN;
    this.spline = new double[wide * wide];
  }

  /**
   * A maximum.
   *
   * @param x lag, pixels right
   * @param y lag, pixels down
   * @param value similarity there
   * @param xx second derivative, negative
   * @param xy mixed second derivative
   * @param yy second derivative, negative
   * @param second the largest similarity more than two pixels away
   */
  public record Peak(
      double x, double y, double value, double xx, double xy, double yy, double second) {}

  /** Discards the spline; to be called after {@link #value} was changed. */
  public void invalidate() {
    splineValid = false;
  }

  /** The maximum; empty if it is at the border of the searched square or is not a true maximum. */
  public Optional<Peak> peak() {
    int best = 0;
    for (int i = 1; i < value.length; i++) {
      if (value[i] > value[best]) {
        best = i;
      }
    }
    int bx = best % side - radius;
    int by = best / side - radius;
    if (Math.abs(bx) == radius || Math.abs(by) == radius) {
      return Optional.empty();
    }
    double[] at = new double[6];
    double x = bx;
    double y = by;
    for (int step = 0; step < MAX_NEWTON_STEPS; step++) {
      derivatives(x, y, at);
      double det = at[3] * at[5] - at[4] * at[4];
      if (!(at[3] < 0 && at[5] < 0 && det > 0)) {
        return Optional.empty();
      }
      double dx = -(at[5] * at[1] - at[4] * at[2]) / det;
      double dy = -(at[3] * at[2] - at[4] * at[1]) / det;
      double shrink = Math.min(1, 0.5 / Math.max(Math.abs(dx), Math.abs(dy)));
      x += dx * shrink;
      y += dy * shrink;
      if (Math.abs(x - bx) > 1 || Math.abs(y - by) > 1) {
        return Optional.empty();
      }
      if (Math.hypot(dx, dy) < CONVERGED_PX) {
        break;
      }
    }
    derivatives(x, y, at);
    return Optional.of(new Peak(x, y, at[0], at[3], at[4], at[5], second(x, y)));
  }

  /** The largest sample more than two pixels from a lag, 0 if none is positive. */
  private double second(double x, double y) {
    double second = 0;
    for (int iy = -radius; iy <= radius; iy++) {
      for (int ix = -radius; ix <= radius; ix++) {
        if (Math.hypot(ix - x, iy - y) > 2) {
          second = Math.max(second, value[(iy + radius) * side + ix + radius]);
        }
      }
    }
    return second;
  }

  /** The interpolated similarity at a lag, which is clamped to the searched square. */
  double at(double x, double y) {
    double[] at = new double[6];
    derivatives(Math.max(-radius, Math.min(radius, x)), Math.max(-radius, Math.min(radius, y)), at);
    return at[0];
  }

  /** Fills value, d/dx, d/dy, d2/dx2, d2/dxdy, d2/dy2. */
  private void derivatives(double x, double y, double[] out) {
    if (!splineValid) {
      prefilter();
      splineValid = true;
    }
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    double[][] wx = weights(x - ix);
    double[][] wy = weights(y - iy);
    int first = (iy - 2 + radius + MARGIN) * wide + ix - 2 + radius + MARGIN;
    Arrays.fill(out, 0);
    for (int j = 0; j <= DEGREE; j++) {
      double v = 0;
      double d = 0;
      double dd = 0;
      for (int i = 0; i <= DEGREE; i++) {
        double s = spline[first + j * wide + i];
        v += wx[0][i] * s;
        d += wx[1][i] * s;
        dd += wx[2][i] * s;
      }
      out[0] += wy[0][j] * v;
      out[1] += wy[0][j] * d;
      out[2] += wy[1][j] * v;
      out[3] += wy[0][j] * dd;
      out[4] += wy[1][j] * d;
      out[5] += wy[2][j] * v;
    }
  }

  /** The six weights of the B-spline at a fraction, of its first and of its second derivative. */
  private static double[][] weights(double t) {
    double[] lower = {1};
    double[] w3 = lower;
    double[] w4 = lower;
    for (int k = 1; k <= DEGREE; k++) {
      double[] w = new double[k + 1];
      for (int j = 0; j <= k; j++) {
        // Cox and de Boor's recursion on integer knots.
        w[j] = ((t + k - j) * tap(lower, j - 1) + (1 + j - t) * tap(lower, j)) / k;
      }
      w3 = k == 3 ? w : w3;
      w4 = k == 4 ? w : w4;
      lower = w;
    }
    double[][] out = {lower, new double[DEGREE + 1], new double[DEGREE + 1]};
    for (int j = 0; j <= DEGREE; j++) {
      out[1][j] = tap(w4, j - 1) - tap(w4, j);
      out[2][j] = tap(w3, j - 2) - 2 * tap(w3, j - 1) + tap(w3, j);
    }
    return out;
  }

  private static double tap(double[] w, int j) {
    return j < 0 || j >= w.length ? 0 : w[j];
  }

  /**
   * Converts samples into B-spline coefficients, rows then columns. Beyond its border the surface
   * is continued point-symmetrically about the last sample, which preserves its slope; mirroring it
   * would create a discontinuity of the slope that affects the peak.
   */
  private void prefilter() {
    for (int row = 0; row < wide; row++) {
      for (int column = 0; column < wide; column++) {
        spline[row * wide + column] = extended(row - MARGIN, column - MARGIN);
      }
    }
    for (int row = 0; row < wide; row++) {
      filterLine(row * wide, 1);
    }
    for (int column = 0; column < wide; column++) {
      filterLine(column, wide);
    }
  }

  private double extended(int row, int column) {
    int edge = Math.max(0, Math.min(side - 1, row));
    if (row != edge) {
      int back = Math.max(0, Math.min(side - 1, 2 * edge - row));
      return 2 * extended(edge, column) - extended(back, column);
    }
    int end = Math.max(0, Math.min(side - 1, column));
    int back = Math.max(0, Math.min(side - 1, 2 * end - column));
    return column == end
        ? value[row * side + column]
        : 2 * value[row * side + end] - value[row * side + back];
  }

  private void filterLine(int start, int step) {
    for (double pole : POLES) {
      filterLine(start, step, pole);
    }
  }

  private void filterLine(int start, int step, double pole) {
    int last = wide - 1;
    // The exact initial value of the causal filter for a signal mirrored at both ends.
    double sum = spline[start] + Math.pow(pole, last) * spline[start + last * step];
    double near = pole;
    double far = Math.pow(pole, 2.0 * last - 1);
    for (int k = 1; k < last; k++) {
      sum += (near + far) * spline[start + k * step];
      near *= pole;
      far /= pole;
    }
    spline[start] = sum / (1 - Math.pow(pole, 2.0 * last));
    for (int k = 1; k <= last; k++) {
      spline[start + k * step] += pole * spline[start + (k - 1) * step];
    }
    spline[start + last * step] =
        pole
            / (pole * pole - 1)
            * (spline[start + last * step] + pole * spline[start + (last - 1) * step]);
    for (int k = last - 1; k >= 0; k--) {
      spline[start + k * step] = pole * (spline[start + (k + 1) * step] - spline[start + k * step]);
    }
    double gain = (1 - pole) * (1 - 1 / pole);
    for (int k = 0; k <= last; k++) {
      spline[start + k * step] *= gain;
    }
  }
}
