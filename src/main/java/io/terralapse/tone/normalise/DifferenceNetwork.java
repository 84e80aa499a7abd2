package io.terralapse.tone.normalise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Solves measured differences between dates for one number per date: weighted least squares with
 * Huber's weights, an expectation of 0 for every date, and dates whose number is known. The normal
 * equations are solved by conjugate gradients (Hestenes and Stiefel 1952). Deterministic.
 */
final class DifferenceNetwork {
  private static final int ROUNDS = 25;
  private static final int MOST_STEPS = 2000;
  private static final double TOLERANCE = 1e-12;

  private record Difference(int from, int to, double value, double sigma) {}

  private final double expected;
  private final double[] known;
  private final List<Difference> differences = new ArrayList<>();

  /**
   * Begins without a difference.
   *
   * @param expected standard deviation of the numbers around 0
   * @param known by date, its number; NaN if it is to be found
   */
  DifferenceNetwork(double expected, double[] known) {
    this.expected = expected;
    this.known = known.clone();
  }

  /** Adds the measurement that the number of {@code to} less that of {@code from} is a value. */
  void add(int from, int to, double value, double sigma) {
    differences.add(new Difference(from, to, value, sigma));
  }

  /** The number of each date. */
  double[] solve() {
    double[] solution = known.clone();
    for (int i = 0; i < solution.length; i++) {
      solution[i] = Double.isNaN(known[i]) ? 0 : known[i];
    }
    double[] weights = new double[differences.size()];
    Arrays.fill(weights, 1);
    for (int round = 0; round < ROUNDS; round++) {
      solve(weights, solution);
      for (int e = 0; e < weights.length; e++) {
        Difference d = differences.get(e);
        double residual = solution[d.to] - solution[d.from] - d.value;
        weights[e] = Robust.weight(residual, 1.5 * d.sigma);
      }
    }
    return solution;
  }

  private void solve(double[] weights, double[] solution) {
    double[] residual = new double[known.length];
    double[] product = new double[known.length];
    multiply(weights, solution, product);
    for (int e = 0; e < weights.length; e++) {
      Difference d = differences.get(e);
      double pull = weights[e] / (d.sigma * d.sigma) * d.value;
      residual[d.to] += pull;
      residual[d.from] -= pull;
    }
    double size = 0;
    for (int i = 0; i < residual.length; i++) {
      residual[i] = Double.isNaN(known[i]) ? residual[i] - product[i] : 0;
      size += residual[i] * residual[i];
    }
    double[] direction = residual.clone();
    for (int step = 0; step < MOST_STEPS && size > TOLERANCE; step++) {
      multiply(weights, direction, product);
      double curvature = 0;
      for (int i = 0; i < direction.length; i++) {
        curvature += direction[i] * product[i];
      }
      double length = size / curvature;
      double next = 0;
      for (int i = 0; i < direction.length; i++) {
        solution[i] += length * direction[i];
        residual[i] -= length * (Double.isNaN(known[i]) ? product[i] : 0);
        next += residual[i] * residual[i];
      }
      for (int i = 0; i < direction.length; i++) {
        direction[i] = residual[i] + next / size * direction[i];
      }
      size = next;
    }
  }

  /** The normal matrix times a vector. */
  private void multiply(double[] weights, double[] vector, double[] product) {
    for (int i = 0; i < product.length; i++) {
      product[i] = vector[i] / (expected * expected);
    }
    for (int e = 0; e < weights.length; e++) {
      Difference d = differences.get(e);
      double pull = weights[e] / (d.sigma * d.sigma) * (vector[d.to] - vector[d.from]);
      product[d.to] += pull;
      product[d.from] -= pull;
    }
  }
}
