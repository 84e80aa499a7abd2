package io.terralapse.furniture;

import java.util.Arrays;

/**
 * Exact Euclidean distances to the nearest pixel of a shape, by the lower envelope of parabolas
 * along columns, then rows (Felzenszwalb and Huttenlocher, "Distance Transforms of Sampled
 * Functions", 2012). Stateless.
 */
final class DistanceField {
  private static final double FAR = 1e12;

  private DistanceField() {}

  /**
   * The distances of all pixels.
   *
   * @param coverage above 0 where the shape is, {@code [row * width + column]}
   * @return in pixels, 0 on the shape
   */
  static float[] of(int[] coverage, int width, int height) {
    double[] squared = new double[coverage.length];
    for (int i = 0; i < squared.length; i++) {
      squared[i] = coverage[i] > 0 ? 0 : FAR;
    }
    Envelope envelope = new Envelope(Math.max(width, height));
    for (int column = 0; column < width; column++) {
      envelope.pass(squared, column, width, height);
    }
    for (int row = 0; row < height; row++) {
      envelope.pass(squared, row * width, 1, width);
    }
    float[] distances = new float[squared.length];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = (float) Math.sqrt(squared[i]);
    }
    return distances;
  }

  /** Buffers of one line. */
  private static final class Envelope {
    private final double[] line;
    private final double[] border;
    private final int[] vertex;

    Envelope(int longest) {
      line = new double[longest];
      border = new double[longest + 1];
      vertex = new int[longest];
    }

    void pass(double[] values, int start, int step, int count) {
      for (int i = 0; i < count; i++) {
        line[i] = values[start + i * step];
      }
      Arrays.fill(border, 0, count + 1, 0);
      int last = 0;
      vertex[0] = 0;
      border[0] = Double.NEGATIVE_INFINITY;
      border[1] = Double.POSITIVE_INFINITY;
      for (int q = 1; q < count; q++) {
        double crossing = crossing(q, vertex[last]);
        while (crossing <= border[last]) {
          last--;
          crossing = crossing(q, vertex[last]);
        }
        last++;
        vertex[last] = q;
        border[last] = crossing;
        border[last + 1] = Double.POSITIVE_INFINITY;
      }
      int k = 0;
      for (int q = 0; q < count; q++) {
        while (border[k + 1] < q) {
          k++;
        }
        double apart = q - vertex[k];
        values[start + q * step] = apart * apart + line[vertex[k]];
      }
    }

    private double crossing(int q, int v) {
      return (line[q] + (double) q * q - line[v] - (double) v * v) / (2.0 * (q - v));
    }
  }
}
