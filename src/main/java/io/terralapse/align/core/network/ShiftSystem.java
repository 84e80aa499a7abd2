package io.terralapse.align.core.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The normal equations of a network of shift differences, with two unknowns (x, y) per free date.
 * They are solved by conjugate gradients with the 2 × 2 block of each date as the preconditioner
 * (Hestenes and Stiefel 1952; Saad, Iterative Methods, 9.2). The matrix is not stored: products
 * with it are sums over the edges in a fixed order, so that results are reproducible. Not
 * thread-safe.
 */
final class ShiftSystem {
  /** The iteration ends when the preconditioned residual has fallen by this factor. */
  private static final double RELATIVE_TOLERANCE = 1e-13;

  /**
   * An observed difference: shift of {@code to} minus shift of {@code from}.
   *
   * @param from index of a free date; -1 for a fixed date, whose shift is part of the difference
   * @param to the same for the other end
   * @param dx pixels
   * @param dy pixels
   * @param ixx information (inverse covariance) of x
   * @param ixy information of x and y
   * @param iyy information of y
   */
  record Link(int from, int to, double dx, double dy, double ixx, double ixy, double iyy) {}

  private final int dates;
  private final List<Link> links;
  private final double[] weight;
  private final double[] block;
  private double @Nullable [] variances;

  /** Links of positive weight must connect every free date to a fixed one. */
  ShiftSystem(int dates, List<Link> links, double[] weight) {
    this.dates = dates;
    this.links = links;
    this.weight = weight;
    this.block = new double[3 * dates];
    for (int k = 0; k < weight.length; k++) {
      Link l = links.get(k);
      addBlock(l.from(), l, weight[k]);
      addBlock(l.to(), l, weight[k]);
    }
  }

  private void addBlock(int date, Link l, double w) {
    if (date >= 0) {
      block[3 * date] += w * l.ixx();
      block[3 * date + 1] += w * l.ixy();
      block[3 * date + 2] += w * l.iyy();
    }
  }

  /** The weighted least-squares shifts, {@code [2 * date]} x and {@code [2 * date + 1]} y. */
  double[] solve() {
    double[] b = new double[2 * dates];
    for (int k = 0; k < weight.length; k++) {
      Link l = links.get(k);
      double gx = weight[k] * (l.ixx() * l.dx() + l.ixy() * l.dy());
      double gy = weight[k] * (l.ixy() * l.dx() + l.iyy() * l.dy());
      add(b, l.to(), gx, gy);
      add(b, l.from(), -gx, -gy);
    }
    return solve(b);
  }

  /** Sum of the variances of x and y of one date: the trace of its block of the inverse. */
  double variance(int date) {
    double[] known = variances;
    if (known == null) {
      known = ShiftVariances.of(dates, links, weight);
      variances = known;
    }
    return known[date];
  }

  private double[] solve(double[] b) {
    int n = b.length;
    double[] x = new double[n];
    double[] r = b.clone();
    double[] z = precondition(r);
    double[] p = z.clone();
    double rz = dot(r, z);
    double limit = rz * RELATIVE_TOLERANCE * RELATIVE_TOLERANCE;
    for (int step = 0; step < 4 * n + 8 && rz > limit; step++) {
      double[] q = times(p);
      double alpha = rz / dot(p, q);
      for (int i = 0; i < n; i++) {
        x[i] += alpha * p[i];
        r[i] -= alpha * q[i];
      }
      z = precondition(r);
      double next = dot(r, z);
      double beta = next / rz;
      rz = next;
      for (int i = 0; i < n; i++) {
        p[i] = z[i] + beta * p[i];
      }
    }
    return x;
  }

  private double[] times(double[] v) {
    double[] out = new double[v.length];
    for (int k = 0; k < weight.length; k++) {
      Link l = links.get(k);
      double dx = at(v, l.to(), 0) - at(v, l.from(), 0);
      double dy = at(v, l.to(), 1) - at(v, l.from(), 1);
      double gx = weight[k] * (l.ixx() * dx + l.ixy() * dy);
      double gy = weight[k] * (l.ixy() * dx + l.iyy() * dy);
      add(out, l.to(), gx, gy);
      add(out, l.from(), -gx, -gy);
    }
    return out;
  }

  private double[] precondition(double[] r) {
    double[] z = new double[r.length];
    for (int d = 0; d < dates; d++) {
      double a = block[3 * d];
      double b = block[3 * d + 1];
      double c = block[3 * d + 2];
      double det = a * c - b * b;
      z[2 * d] = (c * r[2 * d] - b * r[2 * d + 1]) / det;
      z[2 * d + 1] = (a * r[2 * d + 1] - b * r[2 * d]) / det;
    }
    return z;
  }

  private static double at(double[] v, int date, int axis) {
    return date < 0 ? 0 : v[2 * date + axis];
  }

  private static void add(double[] v, int date, double x, double y) {
    if (date >= 0) {
      v[2 * date] += x;
      v[2 * date + 1] += y;
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
