package io.terralapse.model;

import java.util.Arrays;

/**
 * Cuts a part out of a picture and reduces it, in linear light, so that bright detail keeps its
 * weight. The filter is cubic convolution (Keys 1981, a = -0.5) widened by the factor of reduction;
 * a part of the same size at whole pixels is copied. Immutable, thread-safe.
 */
public final class PictureScaler {
  /** Half the width of the kernel. */
  private static final double RADIUS = 2;

  /** Positions and sizes that differ by less are whole, pixels. */
  private static final double WHOLE = 1e-6;

  private static final int LEVELS = 1 << 16;
  private static final float[] LINEAR = Srgb.linearTable();
  private static final byte[] CODES = codes();

  private final int width;
  private final int height;
  private final boolean copies;
  private final int left;
  private final int top;
  private final Taps columns;
  private final Taps rows;

  /**
   * A scaler for one size of pictures.
   *
   * @param left first column of the part, pixels, may be fractional
   * @param top first row of the part
   * @param factor pixels of the picture per pixel of the result, at least 1 but for rounding
   * @param width of the result
   * @param height of the result
   * @param sourceWidth of the pictures, beyond which the last column is repeated
   * @param sourceHeight of the pictures
   */
  public PictureScaler(
      double left,
      double top,
      double factor,
      int width,
      int height,
      int sourceWidth,
      int sourceHeight) {
    this.width = width;
    this.height = height;
    this.left = (int) Math.rint(left);
    this.top = (int) Math.rint(top);
    this.copies =
        Math.abs(factor - 1) * Math.max(width, height) < WHOLE
            && Math.abs(left - this.left) < WHOLE
            && Math.abs(top - this.top) < WHOLE
            && this.left >= 0
            && this.top >= 0
            && this.left + width <= sourceWidth
            && this.top + height <= sourceHeight;
    this.columns = Taps.of(left, factor, width, sourceWidth);
    this.rows = Taps.of(top, factor, height, sourceHeight);
  }

  /** Whether the result is the picture itself. */
  public boolean isIdentity(Picture source) {
    return copies && left == 0 && top == 0 && source.width() == width && source.height() == height;
  }

  /** A new picture of the part. */
  public Picture scale(Picture source) {
    Picture out = new Picture(width, height);
    if (copies) {
      for (int row = 0; row < height; row++) {
        System.arraycopy(
            source.rgb(), (top + row) * source.width() + left, out.rgb(), row * width, width);
      }
      return out;
    }
    float[] line = new float[3 * source.width()];
    for (int row = 0; row < height; row++) {
      rows.combine(source, row, line);
      for (int column = 0; column < width; column++) {
        out.rgb()[row * width + column] = columns.pixel(line, column);
      }
    }
    return out;
  }

  /** The weights of one axis: {@code weights[index * count + k]} for source {@code first + k}. */
  private static final class Taps {
    private final int[] first;
    private final float[] weights;
    private final int count;
    private final int size;

    private Taps(int[] first, float[] weights, int count, int size) {
      this.first = first;
      this.weights = weights;
      this.count = count;
      this.size = size;
    }

    static Taps of(double start, double factor, int length, int size) {
      double scale = Math.max(1, factor);
      int count = (int) Math.ceil(2 * RADIUS * scale) + 1;
      int[] first = new int[length];
      float[] weights = new float[length * count];
      for (int i = 0; i < length; i++) {
        double centre = start + (i + 0.5) * factor;
        first[i] = (int) Math.ceil(centre - RADIUS * scale - 0.5);
        double sum = 0;
        double[] own = new double[count];
        for (int k = 0; k < count; k++) {
          own[k] = kernel((first[i] + k + 0.5 - centre) / scale);
          sum += own[k];
        }
        for (int k = 0; k < count; k++) {
          weights[i * count + k] = (float) (own[k] / sum);
        }
      }
      return new Taps(first, weights, count, size);
    }

    private int source(int position) {
      return Math.max(0, Math.min(size - 1, position));
    }

    /** Sums the source rows of one row of the result: red, green, blue of each column. */
    void combine(Picture source, int row, float[] line) {
      Arrays.fill(line, 0);
      int[] rgb = source.rgb();
      for (int k = 0; k < count; k++) {
        float weight = weights[row * count + k];
        int at = source(first[row] + k) * source.width();
        for (int i = 0; weight != 0 && i < source.width(); i++) {
          int p = rgb[at + i];
          line[3 * i] += weight * LINEAR[p >> 16 & 0xFF];
          line[3 * i + 1] += weight * LINEAR[p >> 8 & 0xFF];
          line[3 * i + 2] += weight * LINEAR[p & 0xFF];
        }
      }
    }

    int pixel(float[] line, int column) {
      float r = 0;
      float g = 0;
      float b = 0;
      for (int k = 0; k < count; k++) {
        float weight = weights[column * count + k];
        int at = 3 * source(first[column] + k);
        r += weight * line[at];
        g += weight * line[at + 1];
        b += weight * line[at + 2];
      }
      return code(r) << 16 | code(g) << 8 | code(b);
    }
  }

  private static double kernel(double x) {
    double t = Math.abs(x);
    if (t < 1) {
      return (1.5 * t - 2.5) * t * t + 1;
    }
    return t < RADIUS ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
  }

  private static int code(float linear) {
    int level = Math.round(linear * (LEVELS - 1));
    return CODES[Math.max(0, Math.min(LEVELS - 1, level))] & 0xFF;
  }

  private static byte[] codes() {
    byte[] table = new byte[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      table[i] = (byte) Math.round(255 * Srgb.toCode(i / (LEVELS - 1.0)));
    }
    return table;
  }
}
