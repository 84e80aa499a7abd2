package io.terralapse.align.core.fit;

import io.terralapse.align.core.correlation.Vote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A translation fitted robustly to votes, some of which are outliers.
 *
 * <p>It starts at the densest cluster of votes (the vote with the largest weighted number of
 * neighbours within {@link #CLUSTER_RADIUS}) and continues with iteratively re-weighted least
 * squares with the votes' covariances and Tukey's biweight (Holland and Welsch 1977, Communications
 * in Statistics A6; Huber, Robust Statistics). The weight of a vote falls to 0 at {@code
 * BIWEIGHT_CUTOFF} robust standard deviations, so outliers have no influence. The variance of the
 * result is computed from the residuals with the sandwich estimator.
 *
 * @param x pixels right, relative to the same origin as the votes
 * @param y pixels down, likewise
 * @param varXX variance of x
 * @param varXY covariance
 * @param varYY variance of y
 * @param residual robust standard deviation per axis of the agreeing votes, pixels
 * @param agreeing the votes with a positive weight, in the given order
 */
public record RobustTranslation(
    double x,
    double y,
    double varXX,
    double varXY,
    double varYY,
    double residual,
    List<Vote> agreeing) {
  /** Radius of the initial cluster of votes, pixels. */
  public static final double CLUSTER_RADIUS = 0.6;

  /** Robust standard deviations at which the weight of a vote becomes 0. */
  private static final double BIWEIGHT_CUTOFF = 3.5;

  /** Variance per axis that does not decrease with the number of votes, square pixels. */
  private static final double SYSTEMATIC_VARIANCE = 0.012 * 0.012;

  private static final int MAX_ITERATIONS = 40;

  /** The iteration ends when the shift changes by less than this, pixels. */
  private static final double CONVERGED_PX = 1e-5;

  /**
   * Median of a Rayleigh distribution of unit scale, i.e. length of a 2-D standard normal vector.
   */
  private static final double RAYLEIGH_MEDIAN = 1.1774;

  /**
   * Fits a translation; empty if fewer than two votes agree.
   *
   * @param independence area covered by the windows divided by the sum of their areas, above 0, at
   *     most 1
   */
  public static Optional<RobustTranslation> fit(List<Vote> votes, double independence) {
    int n = votes.size();
    if (n < 2) {
      return Optional.empty();
    }
    double[] at = densestCluster(votes);
    double[] weight = new double[n];
    double[] distance = new double[n];
    double scale = 0.3;
    for (int step = 0; step < MAX_ITERATIONS; step++) {
      int near = 0;
      for (Vote v : votes) {
        double d = Math.hypot(v.x() - at[0], v.y() - at[1]);
        if (d < CLUSTER_RADIUS) {
          distance[near++] = v.length(v.x() - at[0], v.y() - at[1]);
        }
      }
      if (near < 2) {
        return Optional.empty();
      }
      Arrays.sort(distance, 0, near);
      scale = Math.max(1e-3, distance[near / 2] / RAYLEIGH_MEDIAN);
      double[] next = step(votes, at, scale, weight);
      double moved = Math.hypot(next[0] - at[0], next[1] - at[1]);
      at = next;
      if (moved < CONVERGED_PX) {
        break;
      }
    }
    return Optional.of(summarise(votes, at, weight, independence))
        .filter(t -> t.agreeing().size() >= 2);
  }

  /** Weighted mean of the votes in the densest neighbourhood. */
  private static double[] densestCluster(List<Vote> votes) {
    double most = -1;
    double[] best = {0, 0};
    for (Vote a : votes) {
      double sum = 0;
      double sx = 0;
      double sy = 0;
      for (Vote b : votes) {
        double d = Math.hypot(a.x() - b.x(), a.y() - b.y());
        if (d < CLUSTER_RADIUS) {
          double w = b.distinctness() * (1 - d * d / (CLUSTER_RADIUS * CLUSTER_RADIUS));
          sum += w;
          sx += w * b.x();
          sy += w * b.y();
        }
      }
      if (sum > most) {
        most = sum;
        best = new double[] {sx / sum, sy / sum};
      }
    }
    return best;
  }

  /** One iteration: the weighted mean; fills the robust weights. */
  private static double[] step(List<Vote> votes, double[] at, double scale, double[] weight) {
    double axx = 0;
    double axy = 0;
    double ayy = 0;
    double bx = 0;
    double by = 0;
    double[] p = new double[3];
    for (int i = 0; i < weight.length; i++) {
      Vote v = votes.get(i);
      double u = v.length(v.x() - at[0], v.y() - at[1]) / (BIWEIGHT_CUTOFF * scale);
      double near = Math.hypot(v.x() - at[0], v.y() - at[1]) / (1.5 * CLUSTER_RADIUS);
      weight[i] = u < 1 && near < 1 ? (1 - u * u) * (1 - u * u) : 0;
      v.information(p);
      axx += weight[i] * p[0];
      axy += weight[i] * p[1];
      ayy += weight[i] * p[2];
      bx += weight[i] * (p[0] * v.x() + p[1] * v.y());
      by += weight[i] * (p[1] * v.x() + p[2] * v.y());
    }
    double det = axx * ayy - axy * axy;
    if (!(det > 0)) {
      return at;
    }
    return new double[] {(ayy * bx - axy * by) / det, (axx * by - axy * bx) / det};
  }

  private static RobustTranslation summarise(
      List<Vote> votes, double[] at, double[] weight, double independence) {
    double axx = 0;
    double axy = 0;
    double ayy = 0;
    double sxx = 0;
    double sxy = 0;
    double syy = 0;
    double[] p = new double[3];
    int n = 0;
    List<Vote> agreeing = new ArrayList<>();
    double[] lengths = new double[weight.length];
    for (int i = 0; i < weight.length; i++) {
      if (weight[i] <= 0) {
        continue;
      }
      Vote v = votes.get(i);
      double rx = v.x() - at[0];
      double ry = v.y() - at[1];
      agreeing.add(v);
      lengths[n++] = Math.hypot(rx, ry);
      v.information(p);
      axx += weight[i] * p[0];
      axy += weight[i] * p[1];
      ayy += weight[i] * p[2];
      double gx = weight[i] * (p[0] * rx + p[1] * ry);
      double gy = weight[i] * (p[1] * rx + p[2] * ry);
      sxx += gx * gx;
      sxy += gx * gy;
      syy += gy * gy;
    }
    Arrays.sort(lengths, 0, n);
    double residual = n == 0 ? 0 : lengths[n / 2] / RAYLEIGH_MEDIAN;
    double det = axx * ayy - axy * axy;
    double ixx = ayy / det;
    double ixy = -axy / det;
    double iyy = axx / det;
    double correction = (double) n / Math.max(1, n - 1) / Math.max(0.05, independence);
    double txx = ixx * sxx + ixy * sxy;
    double txy = ixx * sxy + ixy * syy;
    double tyx = ixy * sxx + iyy * sxy;
    double tyy = ixy * sxy + iyy * syy;
    return new RobustTranslation(
        at[0],
        at[1],
        (txx * ixx + txy * ixy) * correction + SYSTEMATIC_VARIANCE,
        (txx * ixy + txy * iyy) * correction,
        (tyx * ixy + tyy * iyy) * correction + SYSTEMATIC_VARIANCE,
        residual,
        List.copyOf(agreeing));
  }
}
