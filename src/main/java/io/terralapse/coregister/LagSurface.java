package io.terralapse.coregister;

import java.util.Arrays;
import java.util.Optional;

/**
 * A similarity sampled at whole lags, and its maximum between them.
 *
 * <p>The samples are interpolated by a cubic B-spline (Unser, Aldroubi and Eden 1993, IEEE TSP
 * 41(2)), and Newton's method climbs to the top. For a fixed template, moving the target by a
 * fraction of a pixel with some interpolator and correlating again gives the same number as
 * interpolating the correlation with it, because both are the same linear sums; so this is
 * <em>shift back and estimate again</em>, carried to convergence at the cost of one estimate, and
 * has none of the pull towards whole pixels that a parabola through three samples has (Stone et al.
 * 2001; Foroosh et al. 2002).
 *
 * <p>Not thread-safe.
 */
final class LagSurface {
  private static final double POLE = Math.sqrt(3) - 2;
  private static final int NEWTON_STEPS = 12;
  private static final double DONE = 1e-5;

  final int radius;
  final int side;

  /** {@code [(dy + radius) * side + dx + radius]}. */
  final double[] value;

  private final double[] spline;
  private boolean fresh;

  LagSurface(int radius) {
    this.radius = radius;
    this.side = 2 * radius + 1;
    this.value = new double[side * side];
    this.spline = new double[side * side];
  }

  /**
   * A maximum.
   *
   * @param x lag, pixels
   * @param y lag, pixels
   * @param value similarity there
   * @param xx second derivative, negative
   * @param xy mixed second derivative
   * @param yy second derivative, negative
   * @param second the largest similarity more than two pixels away
   */
  record Peak(double x, double y, double value, double xx, double xy, double yy, double second) {}

  /** To be called after {@link #value} was changed. */
  void touched() {
    fresh = false;
  }

  /** The highest point, if it is a proper maximum and not on the rim of what was searched. */
  Optional<Peak> peak() {
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
    for (int step = 0; step < NEWTON_STEPS; step++) {
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
      if (Math.hypot(dx, dy) < DONE) {
        break;
      }
    }
    derivatives(x, y, at);
    return Optional.of(new Peak(x, y, at[0], at[3], at[4], at[5], second(x, y)));
  }

  /** The largest sample more than two pixels from a place, 0 if none is positive. */
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

  /** The interpolated similarity at a lag inside the searched square. */
  double at(double x, double y) {
    double[] at = new double[6];
    derivatives(Math.max(-radius, Math.min(radius, x)), Math.max(-radius, Math.min(radius, y)), at);
    return at[0];
  }

  /** Fills value, d/dx, d/dy, d2/dx2, d2/dxdy, d2/dy2. */
  private void derivatives(double x, double y, double[] out) {
    if (!fresh) {
      prefilter();
      fresh = true;
    }
    int ix = (int) Math.floor(x);
    int iy = (int) Math.floor(y);
    double[] wx = weights(x - ix);
    double[] wy = weights(y - iy);
    Arrays.fill(out, 0);
    for (int j = 0; j < 4; j++) {
      int row = mirrored(iy + j - 1 + radius) * side;
      double v = 0;
      double d = 0;
      double dd = 0;
      for (int i = 0; i < 4; i++) {
        double s = spline[row + mirrored(ix + i - 1 + radius)];
        v += wx[i] * s;
        d += wx[4 + i] * s;
        dd += wx[8 + i] * s;
      }
      out[0] += wy[j] * v;
      out[1] += wy[j] * d;
      out[2] += wy[4 + j] * v;
      out[3] += wy[j] * dd;
      out[4] += wy[4 + j] * d;
      out[5] += wy[8 + j] * v;
    }
  }

  /** Four weights of the cubic B-spline at a fraction, then of its first and second derivative. */
  private static double[] weights(double t) {
    double s = 1 - t;
    return new double[] {
      s * s * s / 6,
      2.0 / 3 - t * t * (2 - t) / 2,
      2.0 / 3 - s * s * (2 - s) / 2,
      t * t * t / 6,
      -s * s / 2,
      1.5 * t * t - 2 * t,
      2 * s - 1.5 * s * s,
      t * t / 2,
      s,
      3 * t - 2,
      3 * s - 2,
      t
    };
  }

  private int mirrored(int i) {
    int k = Math.abs(i);
    return k < side ? k : 2 * (side - 1) - k;
  }

  /** Turns samples into B-spline coefficients, rows then columns. */
  private void prefilter() {
    System.arraycopy(value, 0, spline, 0, value.length);
    for (int row = 0; row < side; row++) {
      filterLine(row * side, 1);
    }
    for (int column = 0; column < side; column++) {
      filterLine(column, side);
    }
  }

  private void filterLine(int start, int step) {
    int last = side - 1;
    // The exact start of the causal pass for a signal that is mirrored at both ends.
    double sum = spline[start] + Math.pow(POLE, last) * spline[start + last * step];
    double zn = POLE;
    double zm = Math.pow(POLE, 2.0 * last - 1);
    for (int k = 1; k < last; k++) {
      sum += (zn + zm) * spline[start + k * step];
      zn *= POLE;
      zm /= POLE;
    }
    spline[start] = sum / (1 - Math.pow(POLE, 2.0 * last));
    for (int k = 1; k <= last; k++) {
      spline[start + k * step] += POLE * spline[start + (k - 1) * step];
    }
    spline[start + last * step] =
        POLE
            / (POLE * POLE - 1)
            * (spline[start + last * step] + POLE * spline[start + (last - 1) * step]);
    for (int k = last - 1; k >= 0; k--) {
      spline[start + k * step] = POLE * (spline[start + (k + 1) * step] - spline[start + k * step]);
    }
    for (int k = 0; k <= last; k++) {
      spline[start + k * step] *= 6;
    }
  }
}
