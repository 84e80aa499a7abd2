package io.terralapse.align.core.fit;

import io.terralapse.align.core.correlation.Vote;
import io.terralapse.model.Displacement;
import io.terralapse.model.PixelRect;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A displacement field fitted robustly to votes, some of which are outliers: iteratively
 * re-weighted least squares with the votes' covariances and Tukey's biweight, as in {@link
 * RobustTranslation}, for the coefficients c of a {@link FieldBasis}:
 *
 * <pre>
 *   minimise  sum_i w_i (v_i - d(p_i))' C_i^-1 (v_i - d(p_i)) / s^2  +  cx' P cx + cy' P cy
 * </pre>
 *
 * <p>It starts from the translation, so that the set of inliers extends from there as the field
 * adapts to it. Outliers (a migrating river, clouds) have weight 0.
 *
 * @param field displacements, pixels of the reference
 * @param scale robust standard deviation of the votes about the field, in units of their own
 * @param worstDeviation largest standard deviation of the field in the area, pixels
 */
public record RobustField(Displacement field, double scale, double worstDeviation) {
  private static final int MAX_ITERATIONS = 14;

  /** The iteration ends when no coefficient changes by more than this, pixels. */
  private static final double CONVERGED_PX = 2e-3;

  /** Robust standard deviations at which the weight of a vote becomes 0. */
  private static final double BIWEIGHT_CUTOFF = 3.5;

  /** Initial robust standard deviation, pixels. */
  private static final double INITIAL_SIGMA_PX = 0.3;

  /** Median of a Rayleigh distribution of unit scale. */
  private static final double RAYLEIGH_MEDIAN = 1.1774;

  /** Keeps the equations solvable in areas without votes; negligible elsewhere. */
  private static final double RIDGE = 1e-6;

  /**
   * Fits a field.
   *
   * @param startX initial translation, pixels right
   * @param startY the same, downwards
   * @param area where {@code worstDeviation} is evaluated, pixels of the reference
   * @return empty if the votes do not determine the field
   */
  public static Optional<RobustField> fit(
      List<Vote> votes, FieldBasis basis, double startX, double startY, PixelRect area) {
    int k = basis.size();
    double[][] at = new double[votes.size()][k];
    for (int i = 0; i < at.length; i++) {
      basis.at(votes.get(i).centreX(), votes.get(i).centreY(), at[i]);
    }
    double[][] penalty = basis.penalty();
    double[] c = new double[2 * k];
    double[][] residual = new double[votes.size()][2];
    for (int i = 0; i < at.length; i++) {
      residual[i][0] = votes.get(i).x() - startX;
      residual[i][1] = votes.get(i).y() - startY;
    }
    double scale = INITIAL_SIGMA_PX / Vote.LOCAL_SIGMA_PX;
    double[][] normal = new double[0][0];
    for (int step = 0; step < MAX_ITERATIONS; step++) {
      scale = step == 0 ? scale : scale(votes, residual, scale);
      normal = new double[2 * k][2 * k];
      double[] right = new double[2 * k];
      assemble(votes, at, residual, scale, normal, right);
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < k; j++) {
          normal[i][j] += penalty[i][j];
          normal[k + i][k + j] += penalty[i][j];
        }
        normal[i][i] += RIDGE;
        normal[k + i][k + i] += RIDGE;
      }
      if (!Cholesky.factorise(normal)) {
        return Optional.empty();
      }
      double[] before = c;
      c = right;
      Cholesky.solve(normal, c);
      for (int i = 0; i < at.length; i++) {
        residual[i][0] = votes.get(i).x() - dot(at[i], c, 0, k);
        residual[i][1] = votes.get(i).y() - dot(at[i], c, k, k);
      }
      if (largestDifference(before, c) < CONVERGED_PX) {
        break;
      }
    }
    Displacement field = basis.field(Arrays.copyOf(c, k), Arrays.copyOfRange(c, k, 2 * k));
    return Optional.of(new RobustField(field, scale, worstDeviation(basis, normal, area)));
  }

  private static double largestDifference(double[] a, double[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs(a[i] - b[i]));
    }
    return most;
  }

  private static double dot(double[] a, double[] c, int from, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[i] * c[from + i];
    }
    return sum;
  }

  /** Robust standard deviation of all but the extreme votes, in units of their own. */
  private static double scale(List<Vote> votes, double[][] residual, double before) {
    double[] found = new double[votes.size()];
    int n = 0;
    for (int i = 0; i < found.length; i++) {
      double length = votes.get(i).length(residual[i][0], residual[i][1]);
      if (length < 2 * BIWEIGHT_CUTOFF * before) {
        found[n++] = length;
      }
    }
    Arrays.sort(found, 0, n);
    return n == 0 ? before : Math.max(0.2, found[n / 2] / RAYLEIGH_MEDIAN);
  }

  private static void assemble(
      List<Vote> votes,
      double[][] at,
      double[][] residual,
      double scale,
      double[][] normal,
      double[] right) {
    int k = right.length / 2;
    double[] p = new double[3];
    for (int v = 0; v < at.length; v++) {
      Vote vote = votes.get(v);
      double u = vote.length(residual[v][0], residual[v][1]) / (BIWEIGHT_CUTOFF * scale);
      if (u >= 1) {
        continue;
      }
      double w = (1 - u * u) * (1 - u * u) / (scale * scale);
      vote.information(p);
      double gx = w * (p[0] * vote.x() + p[1] * vote.y());
      double gy = w * (p[1] * vote.x() + p[2] * vote.y());
      for (int i = 0; i < k; i++) {
        double a = at[v][i];
        if (a == 0) {
          continue;
        }
        right[i] += a * gx;
        right[k + i] += a * gy;
        for (int j = 0; j < k; j++) {
          double ab = w * a * at[v][j];
          normal[i][j] += ab * p[0];
          normal[i][k + j] += ab * p[1];
          normal[k + i][j] += ab * p[1];
          normal[k + i][k + j] += ab * p[2];
        }
      }
    }
  }

  /** The largest standard deviation of the field at five by five points of an area. */
  private static double worstDeviation(FieldBasis basis, double[][] factor, PixelRect area) {
    int k = basis.size();
    double[] at = new double[k];
    double worst = 0;
    for (int row = 0; row <= 4; row++) {
      for (int column = 0; column <= 4; column++) {
        basis.at(
            area.column() + area.width() * column / 4.0,
            area.row() + area.height() * row / 4.0,
            at);
        double sum = 0;
        for (int axis = 0; axis < 2; axis++) {
          double[] b = new double[2 * k];
          System.arraycopy(at, 0, b, axis * k, k);
          Cholesky.solve(factor, b);
          sum += dot(at, b, axis * k, k);
        }
        worst = Math.max(worst, Math.sqrt(sum));
      }
    }
    return worst;
  }
}
