package io.terralapse.align.core.fit;

import io.terralapse.align.core.correlation.Vote;
import io.terralapse.model.Displacement;
import io.terralapse.model.PixelRect;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A displacement field from many votes, some of them wrong: iteratively re-weighted least squares
 * with the votes' covariances and Tukey's biweight, as {@link RobustTranslation}, for the
 * coefficients c of a {@link FieldBasis}:
 *
 * <pre>
 *   minimise  sum_i w_i (v_i - d(p_i))' C_i^-1 (v_i - d(p_i)) / s^2  +  cx' P cx + cy' P cy
 * </pre>
 *
 * <p>It starts from the crowd, so the field grows from where most votes agree to where they agree
 * with what has grown so far; whoever stands apart from that (a river that moved, a cloud) has no
 * weight at all.
 *
 * @param field displacements, pixels of the reference
 * @param scale robust spread of the votes about it, in units of their own deviations
 */
public record RobustField(Displacement field, double scale, double worstDeviation) {
  private static final int STEPS = 14;

  /** Coefficients that move by less are found, pixels. */
  private static final double DONE = 2e-3;

  private static final double CUT = 3.5;
  private static final double FIRST_SCALE = 0.3;
  private static final double RAYLEIGH_MEDIAN = 1.1774;

  /** Keeps the equations solvable where no vote speaks; too weak to be noticed elsewhere. */
  private static final double RIDGE = 1e-6;

  /**
   * Fits.
   *
   * @param startX where the crowd is, pixels
   * @param startY the same, down
   * @param area where the field has to be known, pixels of the reference
   * @return empty if the votes do not determine it
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
    double scale = FIRST_SCALE / Vote.LOCAL_SPREAD;
    double[][] normal = new double[0][0];
    for (int step = 0; step < STEPS; step++) {
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
      if (largestDifference(before, c) < DONE) {
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

  /** Robust spread of the votes that are not far out, in units of their own deviations. */
  private static double scale(List<Vote> votes, double[][] residual, double before) {
    double[] found = new double[votes.size()];
    int n = 0;
    for (int i = 0; i < found.length; i++) {
      double length = votes.get(i).length(residual[i][0], residual[i][1]);
      if (length < 2 * CUT * before) {
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
      double u = vote.length(residual[v][0], residual[v][1]) / (CUT * scale);
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

  /** The largest standard deviation of the field over a five by five lattice of an area. */
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
