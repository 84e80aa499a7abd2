package io.terralapse.encode.gif;

import io.terralapse.model.Picture;

/**
 * A picture in Oklab, with how much an error counts at each pixel. Immutable after {@link #of};
 * thread-safe.
 */
final class PreparedPicture {
  /** Error weight of letters and lines, whose edges any error makes ragged. */
  static final float SHARP_WEIGHT = 2;

  /** Least difference of lightness between neighbours at edges of letters. */
  private static final float SHARP_STEP = 0.2f;

  /**
   * Least lightness of the usual letters; towns and fields have such edges between darker tones.
   */
  private static final float LETTER_LIGHTNESS = 0.9f;

  /** Difference of lightness that land has hardly anywhere, whatever the colour of the letters. */
  private static final float ANY_STEP = 0.45f;

  /** How far around such an edge pixels belong to it, pixels. */
  private static final int SHARP_REACH = 2;

  /** Half the side of the window in which texture is measured, pixels. */
  private static final int TEXTURE_REACH = 3;

  /**
   * Variance of lightness at which texture hides half of an error: 7.6 code values, the constant of
   * SSIM (Wang et al. 2004) for contrast.
   */
  private static final double MASKING_VARIANCE = 7.6 * 7.6 * 0.0034 * 0.0034;

  private final int width;
  private final int height;
  private final float[] lab;
  private final float[] weight;

  private PreparedPicture(int width, int height, float[] lab, float[] weight) {
    this.width = width;
    this.height = height;
    this.lab = lab;
    this.weight = weight;
  }

  /** Converts and measures a picture. */
  static PreparedPicture of(Picture picture) {
    int pixels = picture.width() * picture.height();
    float[] lab = new float[3 * pixels];
    int[] rgb = picture.rgb();
    for (int i = 0; i < pixels; i++) {
      Oklab.convert(rgb[i], lab, i, pixels);
    }
    PreparedPicture result =
        new PreparedPicture(picture.width(), picture.height(), lab, new float[pixels]);
    result.measureTexture();
    result.markSharpEdges();
    return result;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Planes of lightness, green to red and blue to yellow, one after the other, row by row. */
  float[] lab() {
    return lab;
  }

  /** Factor of squared errors, 0 to 1 on land and {@link #SHARP_WEIGHT} at letters, row by row. */
  float[] weight() {
    return weight;
  }

  /** An error is seen on even ground, and hidden by texture. */
  private void measureTexture() {
    int stride = width + 1;
    double[] sums = new double[stride * (height + 1)];
    double[] squares = new double[stride * (height + 1)];
    for (int row = 0; row < height; row++) {
      double sum = 0;
      double square = 0;
      for (int column = 0; column < width; column++) {
        double l = lab[row * width + column];
        sum += l;
        square += l * l;
        int at = (row + 1) * stride + column + 1;
        sums[at] = sums[at - stride] + sum;
        squares[at] = squares[at - stride] + square;
      }
    }
    for (int row = 0; row < height; row++) {
      int top = Math.max(0, row - TEXTURE_REACH) * stride;
      int bottom = Math.min(height, row + TEXTURE_REACH + 1) * stride;
      for (int column = 0; column < width; column++) {
        int left = Math.max(0, column - TEXTURE_REACH);
        int right = Math.min(width, column + TEXTURE_REACH + 1);
        int rows = (bottom - top) / stride;
        double count = rows * (double) (right - left);
        double mean = box(sums, top, bottom, left, right) / count;
        double variance = Math.max(0, box(squares, top, bottom, left, right) / count - mean * mean);
        weight[row * width + column] =
            (float) Math.sqrt(MASKING_VARIANCE / (MASKING_VARIANCE + 2 * variance));
      }
    }
  }

  private static double box(double[] sums, int top, int bottom, int left, int right) {
    return sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left];
  }

  private void markSharpEdges() {
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int at = row * width + column;
        boolean sharp =
            (column + 1 < width && isLetter(lab[at], lab[at + 1]))
                || (row + 1 < height && isLetter(lab[at], lab[at + width]));
        if (sharp) {
          markAround(row, column);
        }
      }
    }
  }

  private static boolean isLetter(float a, float b) {
    float step = Math.abs(a - b);
    return step >= ANY_STEP || (step >= SHARP_STEP && Math.max(a, b) >= LETTER_LIGHTNESS);
  }

  private void markAround(int row, int column) {
    int bottom = Math.min(height - 1, row + SHARP_REACH);
    int right = Math.min(width - 1, column + SHARP_REACH);
    for (int r = Math.max(0, row - SHARP_REACH + 1); r <= bottom; r++) {
      for (int c = Math.max(0, column - SHARP_REACH + 1); c <= right; c++) {
        weight[r * width + c] = SHARP_WEIGHT;
      }
    }
  }
}
