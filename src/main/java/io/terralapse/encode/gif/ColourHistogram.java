package io.terralapse.encode.gif;

import java.util.Arrays;

/**
 * The colours of all pictures: how much each counts, and where in Oklab it is. Colours that share
 * the six high bits of red, green and blue are one entry. Not thread-safe.
 */
final class ColourHistogram {
  private static final int BITS = 6;
  private static final int MASK = (1 << BITS) - 1;
  private static final int ENTRIES = 1 << (3 * BITS);

  private final double[] weight = new double[ENTRIES];
  private final double[] sums = new double[3 * ENTRIES];

  /** Adds all pixels of a picture, each as its errors count. */
  void add(int[] rgb, PreparedPicture picture) {
    float[] lab = picture.lab();
    int pixels = picture.width() * picture.height();
    for (int i = 0; i < pixels; i++) {
      int entry = entry(rgb[i]);
      double w = picture.weight()[i];
      weight[entry] += w;
      sums[3 * entry] += w * lab[i];
      sums[3 * entry + 1] += w * lab[pixels + i];
      sums[3 * entry + 2] += w * lab[2 * pixels + i];
    }
  }

  /** Adds all of another histogram. */
  void add(ColourHistogram other) {
    for (int i = 0; i < ENTRIES; i++) {
      weight[i] += other.weight[i];
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
    }
  }

  private static int entry(int rgb) {
    int drop = 8 - BITS;
    return ((rgb >> (16 + drop)) & MASK) << (2 * BITS)
        | ((rgb >> (8 + drop)) & MASK) << BITS
        | ((rgb >> drop) & MASK);
  }

  /**
   * The entries that occur: lightness, green to red, blue to yellow and weight of each in turn. A
   * weight is raised to a power below one, so that rare colours, which are few pixels but often
   * what a reader looks for, keep colours of their own.
   */
  double[] points(double power) {
    double[] points = new double[4 * ENTRIES];
    int count = 0;
    for (int i = 0; i < ENTRIES; i++) {
      if (weight[i] > 0) {
        for (int axis = 0; axis < 3; axis++) {
          points[4 * count + axis] = sums[3 * i + axis] / weight[i];
        }
        points[4 * count + 3] = StrictMath.pow(weight[i], power);
        count++;
      }
    }
    return Arrays.copyOf(points, 4 * count);
  }
}
