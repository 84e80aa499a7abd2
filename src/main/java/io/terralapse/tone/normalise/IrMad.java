package io.terralapse.tone.normalise;

import java.util.Arrays;

/**
 * Iteratively re-weighted multivariate alteration detection (Nielsen 2007; Canty and Nielsen 2008):
 * differences of canonical variates of two dates, scaled to unit variance, have a chi-square
 * distribution where nothing has changed, and its probability is the weight of a pixel in the next
 * iteration.
 *
 * <p>Left to itself the iteration collapses where little is unchanged: fewer and fewer pixels agree
 * better and better, down to a handful. So the variance of a difference is never less than that of
 * the noise of the two images, and a pixel whose tone differs from the initial estimate by more
 * than a change of tone can has no weight.
 */
final class IrMad {
  private static final int ITERATIONS = 12;
  private static final double CONVERGED = 1e-3;

  private IrMad() {}

  /**
   * The probability that a pixel has not changed.
   *
   * @param x first date, {@code [band][pixel]}, finite
   * @param y second date, likewise
   * @param initial weights to begin with, 0 for pixels that keep weight 0
   * @param noise by band, standard deviation of the noise of each date
   * @return by pixel, 0 to 1
   */
  static double[] probabilities(double[][] x, double[][] y, double[] initial, double[] noise) {
    int k = x.length;
    double[] weights = initial.clone();
    double[] before = new double[k];
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] meanX = means(x, weights);
      double[] meanY = means(y, weights);
      CanonicalCorrelation pairs =
          CanonicalCorrelation.of(
              covariance(x, meanX, x, meanX, weights),
              covariance(y, meanY, y, meanY, weights),
              covariance(x, meanX, y, meanY, weights));
      weigh(x, meanX, y, meanY, pairs, variances(pairs, noise), initial, weights);
      double change = 0;
      for (int i = 0; i < k; i++) {
        change = Math.max(change, Math.abs(pairs.rho()[i] - before[i]));
      }
      before = pairs.rho();
      if (change < CONVERGED) {
        break;
      }
    }
    return weights;
  }

  /** The variance of each difference where nothing has changed. */
  private static double[] variances(CanonicalCorrelation pairs, double[] noise) {
    double[] variances = new double[noise.length];
    for (int i = 0; i < variances.length; i++) {
      double least = 0;
      for (int band = 0; band < noise.length; band++) {
        double ofX = pairs.a()[i][band] * noise[band];
        double ofY = pairs.b()[i][band] * noise[band];
        least += ofX * ofX + ofY * ofY;
      }
      variances[i] = Math.max(2 * (1 - pairs.rho()[i]), Math.max(least, 1e-12));
    }
    return variances;
  }

  private static void weigh(
      double[][] x,
      double[] meanX,
      double[][] y,
      double[] meanY,
      CanonicalCorrelation pairs,
      double[] variances,
      double[] initial,
      double[] weights) {
    int k = x.length;
    for (int p = 0; p < weights.length; p++) {
      if (initial[p] == 0) {
        continue;
      }
      double z = 0;
      for (int i = 0; i < k; i++) {
        double difference = 0;
        for (int band = 0; band < k; band++) {
          difference +=
              pairs.a()[i][band] * (x[band][p] - meanX[band])
                  - pairs.b()[i][band] * (y[band][p] - meanY[band]);
        }
        z += difference * difference / variances[i];
      }
      weights[p] = ChiSquare.survival(k, z);
    }
  }

  private static double[] means(double[][] values, double[] weights) {
    double[] means = new double[values.length];
    double total = Arrays.stream(weights).sum();
    for (int band = 0; band < means.length; band++) {
      double sum = 0;
      for (int p = 0; p < weights.length; p++) {
        sum += weights[p] * values[band][p];
      }
      means[band] = total > 0 ? sum / total : 0;
    }
    return means;
  }

  private static double[][] covariance(
      double[][] x, double[] meanX, double[][] y, double[] meanY, double[] weights) {
    int k = x.length;
    double[][] covariance = new double[k][k];
    double total = Arrays.stream(weights).sum();
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        double sum = 0;
        for (int p = 0; p < weights.length; p++) {
          sum += weights[p] * (x[i][p] - meanX[i]) * (y[j][p] - meanY[j]);
        }
        covariance[i][j] = total > 0 ? sum / total : i == j ? 1 : 0;
      }
    }
    return covariance;
  }
}
