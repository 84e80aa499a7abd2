package io.terralapse.tone.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The mathematics below the normalisation, against closed forms and published tables. */
class NormaliserMathTest {
  @Test
  void chiSquareHasItsTabulatedQuantiles() {
    assertEquals(0.05, ChiSquare.survival(1, 3.841), 1e-4);
    assertEquals(0.05, ChiSquare.survival(2, 5.991), 1e-4);
    assertEquals(0.05, ChiSquare.survival(3, 7.815), 1e-4);
    assertEquals(0.01, ChiSquare.survival(3, 11.345), 1e-4);
    assertEquals(0.05, ChiSquare.survival(4, 9.488), 1e-4);
    assertEquals(0.5, ChiSquare.survival(6, 5.348), 1e-3);
    assertEquals(1, ChiSquare.survival(3, 0), 1e-12);
    assertEquals(0, ChiSquare.survival(3, 1e6), 0);
  }

  @Test
  void canonicalCorrelationsOfWhitenedVariablesAreTheSingularValues() {
    double[][] one = {{1, 0}, {0, 1}};
    CanonicalCorrelation pairs =
        CanonicalCorrelation.of(one, one, new double[][] {{0.8, 0}, {0, 0.3}});
    double[] rho = pairs.rho().clone();
    Arrays.sort(rho);
    assertEquals(0.3, rho[0], 1e-5);
    assertEquals(0.8, rho[1], 1e-5);
  }

  @Test
  void canonicalVariatesHaveUnitVarianceAndTheirCorrelation() {
    double[][] xx = {{4, 1}, {1, 2}};
    double[][] yy = {{1, 0.2}, {0.2, 3}};
    double[][] xy = {{0.9, 0.4}, {0.1, 1.1}};
    CanonicalCorrelation pairs = CanonicalCorrelation.of(xx, yy, xy);
    for (int i = 0; i < 2; i++) {
      double[] a = pairs.a()[i];
      double[] b = pairs.b()[i];
      assertEquals(1, product(a, xx, a), 1e-4);
      assertEquals(1, product(b, yy, b), 1e-4);
      assertEquals(pairs.rho()[i], product(a, xy, b), 1e-4);
    }
    assertEquals(0, product(pairs.a()[0], xy, pairs.b()[1]), 1e-4);
  }

  private static double product(double[] left, double[][] matrix, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < right.length; j++) {
        sum += left[i] * matrix[i][j] * right[j];
      }
    }
    return sum;
  }

  @Test
  void changedPixelsLoseTheirWeightAndTheOthersKeepIt() {
    int n = 4000;
    Random random = new Random(1);
    double[][] x = new double[3][n];
    double[][] y = new double[3][n];
    for (int p = 0; p < n; p++) {
      double brightness = random.nextGaussian();
      for (int b = 0; b < 3; b++) {
        x[b][p] = brightness + 0.1 * random.nextGaussian();
        y[b][p] = x[b][p] + 0.1 * b + 0.02 * random.nextGaussian();
        y[b][p] += p % 4 == 0 ? 0.3 * (1 + b) : 0;
      }
    }
    double[] initial = new double[n];
    Arrays.fill(initial, 1);
    double[] weights = IrMad.probabilities(x, y, initial, new double[] {0.02, 0.02, 0.02});
    int unchanged = 0;
    int changed = 0;
    for (int p = 0; p < n; p++) {
      changed += p % 4 == 0 && weights[p] > 0.1 ? 1 : 0;
      unchanged += p % 4 != 0 && weights[p] > 0.1 ? 1 : 0;
    }
    assertTrue(unchanged > 0.8 * 0.75 * n, unchanged + " of the unchanged");
    assertTrue(changed < 0.01 * n, changed + " of the changed");
  }

  @Test
  void noiseKeepsTheIterationFromCollapsing() {
    int n = 2000;
    Random random = new Random(2);
    double[][] x = new double[3][n];
    double[][] y = new double[3][n];
    for (int p = 0; p < n; p++) {
      for (int b = 0; b < 3; b++) {
        x[b][p] = random.nextGaussian();
        y[b][p] = x[b][p] + 0.02 * random.nextGaussian();
      }
    }
    double[] initial = new double[n];
    Arrays.fill(initial, 1);
    double[] weights = IrMad.probabilities(x, y, initial, new double[] {0.02, 0.02, 0.02});
    assertTrue(Arrays.stream(weights).filter(w -> w > 0.1).count() > 0.85 * n);
  }

  @Test
  void aNetworkOfDifferencesIsSolvedWithWhatIsKnownAndWithoutOutliers() {
    double[] known = {0.5, Double.NaN, Double.NaN, Double.NaN};
    DifferenceNetwork network = new DifferenceNetwork(100, known);
    network.add(0, 1, 1, 0.01);
    network.add(1, 2, 1, 0.01);
    network.add(2, 3, 1, 0.01);
    network.add(0, 2, 2, 0.01);
    network.add(1, 3, 2, 0.01);
    network.add(0, 3, 30, 0.01);
    double[] solution = network.solve();
    assertEquals(0.5, solution[0], 0);
    for (int i = 1; i < 4; i++) {
      assertEquals(0.5 + i, solution[i], 0.03);
    }
  }

  @Test
  void aDateIsDrawnToZeroByHowLittleIsKnown() {
    double[] known = {0, Double.NaN};
    DifferenceNetwork network = new DifferenceNetwork(0.1, known);
    network.add(0, 1, 0.1, 0.1);
    assertEquals(0.05, network.solve()[1], 1e-6);
  }

  @Test
  void orthogonalRegressionIsTheSameBothWays() {
    Random random = new Random(4);
    int n = 3000;
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      double truth = random.nextDouble();
      x[i] = truth + 0.1 * random.nextGaussian();
      y[i] = 1.5 * (truth + 0.1 * random.nextGaussian()) + 0.2;
      if (i % 10 == 0) {
        y[i] += 2;
      }
    }
    double there = OrthogonalRegression.of(x, y, 1.5).slope();
    double back = OrthogonalRegression.of(y, x, 1 / 1.5).slope();
    assertEquals(1.5, there, 0.06);
    assertEquals(1, there * back, 0.02);
  }
}
