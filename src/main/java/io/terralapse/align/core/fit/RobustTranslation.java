package io.terralapse.align.core.fit;

import io.terralapse.align.core.correlation.Vote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One translation from many votes, some of them wrong.
 *
 * <p>First the place where most votes crowd (the vote with the largest weighted company within
 * {@link #REACH}); from there iteratively re-weighted least squares with the votes' covariances and
 * Tukey's biweight (Holland and Welsch 1977, Communications in Statistics A6; Huber, Robust
 * Statistics): the weight of a vote falls to 0 at {@code CUT} robust standard deviations, so votes
 * beyond have no influence at all. The variance of the result is the sandwich formula over the
 * residuals: what the votes show, not what they claim.
 *
 * @param x pixels, in the votes' frame
 * @param y pixels, in the votes' frame
 * @param varXX variance of x
 * @param varXY covariance
 * @param varYY variance of y
 * @param residual robust spread of the agreeing votes per axis, pixels
 * @param agreeing the votes that agree, in the order given
 */
public record RobustTranslation(
    double x,
    double y,
    double varXX,
    double varXY,
    double varYY,
    double residual,
    List<Vote> agreeing) {
  /** Votes further than this from the crowd are never counted as agreeing, pixels. */
  public static final double REACH = 0.6;

  private static final double CUT = 3.5;

  /** What no number of votes averages away: features that differ between dates, square pixels. */
  private static final double SYSTEMATIC = 0.012 * 0.012;

  private static final int STEPS = 40;
  private static final double DONE = 1e-5;

  /** Median of a Rayleigh distribution of unit spread: length of a 2-D standard normal vector. */
  private static final double RAYLEIGH_MEDIAN = 1.1774;

  /**
   * Fits; empty without at least two votes that agree.
   *
   * @param independence share of every vote's pixels that no other counts too
   */
  public static Optional<RobustTranslation> fit(List<Vote> votes, double independence) {
    int n = votes.size();
    if (n < 2) {
      return Optional.empty();
    }
    double[] at = crowd(votes);
    double[] weight = new double[n];
    double[] distance = new double[n];
    double scale = 0.3;
    for (int step = 0; step < STEPS; step++) {
      int near = 0;
      for (Vote v : votes) {
        double d = Math.hypot(v.x() - at[0], v.y() - at[1]);
        if (d < REACH) {
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
      if (moved < DONE) {
        break;
      }
    }
    return Optional.of(summarise(votes, at, weight, independence))
        .filter(t -> t.agreeing().size() >= 2);
  }

  private static double[] crowd(List<Vote> votes) {
    double most = -1;
    double[] best = {0, 0};
    for (Vote a : votes) {
      double sum = 0;
      double sx = 0;
      double sy = 0;
      for (Vote b : votes) {
        double d = Math.hypot(a.x() - b.x(), a.y() - b.y());
        if (d < REACH) {
          double w = b.distinctness() * (1 - d * d / (REACH * REACH));
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

  /** One weighted mean; fills the robust weights. */
  private static double[] step(List<Vote> votes, double[] at, double scale, double[] weight) {
    double axx = 0;
    double axy = 0;
    double ayy = 0;
    double bx = 0;
    double by = 0;
    double[] p = new double[3];
    for (int i = 0; i < weight.length; i++) {
      Vote v = votes.get(i);
      double u = v.length(v.x() - at[0], v.y() - at[1]) / (CUT * scale);
      double near = Math.hypot(v.x() - at[0], v.y() - at[1]) / (1.5 * REACH);
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
    double few = (double) n / Math.max(1, n - 1) / Math.max(0.05, independence);
    double txx = ixx * sxx + ixy * sxy;
    double txy = ixx * sxy + ixy * syy;
    double tyx = ixy * sxx + iyy * sxy;
    double tyy = ixy * sxy + iyy * syy;
    return new RobustTranslation(
        at[0],
        at[1],
        (txx * ixx + txy * ixy) * few + SYSTEMATIC,
        (txx * ixy + txy * iyy) * few,
        (tyx * ixy + tyy * iyy) * few + SYSTEMATIC,
        residual,
        List.copyOf(agreeing));
  }
}
