package io.terralapse.draw;

import io.terralapse.model.Picture;
import io.terralapse.model.Srgb;
import java.util.Arrays;

/**
 * Makes smaller copies of pictures: the mean of the area that each pixel covers, in linear light,
 * so that fine bright and dark patterns keep their brightness. Stateless and thread-safe.
 */
public final class StillScaler {
  private static final int STEPS = 1 << 14;
  private static final float[] LINEAR = Srgb.linearTable();
  private static final byte[] CODE = new byte[STEPS + 1];

  static {
    for (int i = 0; i <= STEPS; i++) {
      CODE[i] = (byte) Math.round(255 * Srgb.toCode(i / (double) STEPS));
    }
  }

  private StillScaler() {}

  /**
   * A copy that is at most so wide; the picture itself if it is not wider.
   *
   * @param widest at least 1, pixels
   */
  public static Picture atMost(Picture picture, int widest) {
    if (picture.width() <= widest) {
      return picture;
    }
    int height = Math.max(1, Math.round((float) widest * picture.height() / picture.width()));
    Picture small = new Picture(widest, height);
    float[] line = new float[3 * widest];
    double step = picture.height() / (double) height;
    for (int row = 0; row < height; row++) {
      Arrays.fill(line, 0);
      double from = row * step;
      double to = Math.min(picture.height(), from + step);
      for (int y = (int) from; y < to; y++) {
        addRow(picture, y, (Math.min(to, y + 1) - Math.max(from, y)) / step, line);
      }
      for (int x = 0; x < widest; x++) {
        small.rgb()[row * widest + x] =
            code(line[3 * x]) << 16 | code(line[3 * x + 1]) << 8 | code(line[3 * x + 2]);
      }
    }
    return small;
  }

  /** Adds a row of the picture, averaged to the small width, to linear red, green and blue. */
  private static void addRow(Picture picture, int y, double share, float[] line) {
    int width = line.length / 3;
    double step = picture.width() / (double) width;
    int[] rgb = picture.rgb();
    int row = y * picture.width();
    for (int x = 0; x < width; x++) {
      double from = x * step;
      double to = Math.min(picture.width(), from + step);
      for (int column = (int) from; column < to; column++) {
        double covered = Math.min(to, column + 1) - Math.max(from, column);
        float weight = (float) (share * covered / step);
        int pixel = rgb[row + column];
        line[3 * x] += weight * LINEAR[pixel >> 16 & 0xFF];
        line[3 * x + 1] += weight * LINEAR[pixel >> 8 & 0xFF];
        line[3 * x + 2] += weight * LINEAR[pixel & 0xFF];
      }
    }
  }

  private static int code(float linear) {
    return CODE[Math.min(STEPS, Math.max(0, Math.round(linear * STEPS)))] & 0xFF;
  }
}
