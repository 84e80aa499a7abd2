package io.terralapse.safety;

import io.terralapse.model.Picture;
import io.terralapse.model.Srgb;

/**
 * A picture in cells of equal size, as linear light: what a viewer sees from the distance that WCAG
 * 2.3.1 assumes. Cells are averages of linear red, green and blue, 0 to 1, by row and column.
 * Immutable.
 */
final class FlashCells {
  /** Linear light of the 256 codes (IEC 61966-2-1). */
  private static final float[] LINEAR = Srgb.linearTable();

  private final float[] red;
  private final float[] green;
  private final float[] blue;

  private FlashCells(float[] red, float[] green, float[] blue) {
    this.red = red;
    this.green = green;
    this.blue = blue;
  }

  /**
   * Averages the pixels of each cell; a pixel counts for the cell that its centre is in.
   *
   * @param columns at most the picture's width
   * @param rows at most the picture's height
   */
  static FlashCells of(Picture picture, int columns, int rows) {
    int cells = columns * rows;
    double[] red = new double[cells];
    double[] green = new double[cells];
    double[] blue = new double[cells];
    int[] count = new int[cells];
    int[] rgb = picture.rgb();
    for (int y = 0; y < picture.height(); y++) {
      int row = (int) ((long) y * rows / picture.height());
      for (int x = 0; x < picture.width(); x++) {
        int cell = row * columns + (int) ((long) x * columns / picture.width());
        int pixel = rgb[y * picture.width() + x];
        red[cell] += LINEAR[pixel >> 16 & 0xFF];
        green[cell] += LINEAR[pixel >> 8 & 0xFF];
        blue[cell] += LINEAR[pixel & 0xFF];
        count[cell]++;
      }
    }
    return new FlashCells(mean(red, count), mean(green, count), mean(blue, count));
  }

  private static float[] mean(double[] sum, int[] count) {
    float[] mean = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      mean[i] = (float) (sum[i] / Math.max(1, count[i]));
    }
    return mean;
  }

  /** Relative luminance of a cell, 0 to 1 (WCAG 2.2). */
  double luminance(int cell) {
    return 0.2126 * red[cell] + 0.7152 * green[cell] + 0.0722 * blue[cell];
  }

  /** Whether a cell is a saturated red: R / (R + G + B) is at least 0.8 (WCAG 2.2). */
  boolean isSaturatedRed(int cell) {
    double sum = red[cell] + green[cell] + blue[cell];
    return sum > 1e-6 && red[cell] >= 0.8 * sum;
  }

  /** CIE 1976 u' of a cell; that of white for black. */
  double u(int cell) {
    double x = x(cell);
    double sum = x + 15 * luminance(cell) + 3 * z(cell);
    return sum > 1e-6 ? 4 * x / sum : 0.1978;
  }

  /** CIE 1976 v' of a cell; that of white for black. */
  double v(int cell) {
    double sum = x(cell) + 15 * luminance(cell) + 3 * z(cell);
    return sum > 1e-6 ? 9 * luminance(cell) / sum : 0.4683;
  }

  private double x(int cell) {
    return 0.4124 * red[cell] + 0.3576 * green[cell] + 0.1805 * blue[cell];
  }

  private double z(int cell) {
    return 0.0193 * red[cell] + 0.1192 * green[cell] + 0.9505 * blue[cell];
  }
}
