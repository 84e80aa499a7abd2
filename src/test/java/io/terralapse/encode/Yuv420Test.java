package io.terralapse.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Yuv420Test {
  private static final double TOLERANCE = 0.51;

  @Test
  void everySampleIsWithinRoundingOfTheExactValue() {
    int width = 38;
    int height = 22;
    int[] rgb = new Random(7).ints((long) width * height, 0, 1 << 24).toArray();
    Yuv420 yuv = new Yuv420(width, height);
    yuv.convert(rgb);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double[] c = channels(rgb[row * width + column]);
        assertEquals(exactLuma(c), yuv.y()[row * width + column] & 0xFF, TOLERANCE);
      }
    }
    for (int row = 0; row < height / 2; row++) {
      for (int column = 0; column < width / 2; column++) {
        double[] c = naiveChroma(rgb, width, row, column);
        int i = row * width / 2 + column;
        assertEquals(128 + 224.0 / 255 * (c[2] - luma(c)) / 1.8556, yuv.cb()[i] & 0xFF, TOLERANCE);
        assertEquals(128 + 224.0 / 255 * (c[0] - luma(c)) / 1.5748, yuv.cr()[i] & 0xFF, TOLERANCE);
      }
    }
  }

  @Test
  void extremesStayInRangeAndWithinRounding() {
    for (int corner = 0; corner < 8; corner++) {
      int rgb = 0xFF0000 * (corner & 1) + 0xFF00 * ((corner >> 1) & 1) + 0xFF * (corner >> 2);
      Yuv420 yuv = new Yuv420(2, 2);
      yuv.convert(new int[] {rgb, rgb, rgb, rgb});
      double[] c = channels(rgb);
      assertEquals(exactLuma(c), yuv.y()[0] & 0xFF, TOLERANCE);
      assertEquals(128 + 224.0 / 255 * (c[2] - luma(c)) / 1.8556, yuv.cb()[0] & 0xFF, TOLERANCE);
      assertEquals(128 + 224.0 / 255 * (c[0] - luma(c)) / 1.5748, yuv.cr()[0] & 0xFF, TOLERANCE);
      assertTrue((yuv.cb()[0] & 0xFF) >= 16 && (yuv.cb()[0] & 0xFF) <= 240);
      assertTrue((yuv.cr()[0] & 0xFF) >= 16 && (yuv.cr()[0] & 0xFF) <= 240);
    }
  }

  @Test
  void greyHasNeutralChroma() {
    for (int v = 0; v < 256; v++) {
      int grey = v << 16 | v << 8 | v;
      Yuv420 yuv = new Yuv420(2, 2);
      yuv.convert(new int[] {grey, grey, grey, grey});
      assertEquals(128, yuv.cb()[0] & 0xFF);
      assertEquals(128, yuv.cr()[0] & 0xFF);
    }
  }

  @Test
  void highByteOfAPixelIsIgnored() {
    Yuv420 yuv = new Yuv420(2, 2);
    yuv.convert(new int[] {0xFF000000, 0xFF000000, 0xFF000000, 0xFF000000});
    assertEquals(16, yuv.y()[0]);
    assertEquals(128, yuv.cb()[0] & 0xFF);
  }

  @Test
  void oddSizesAreRejected() {
    assertThrows(IllegalArgumentException.class, () -> new Yuv420(3, 2));
    assertThrows(IllegalArgumentException.class, () -> new Yuv420(2, 3));
  }

  private static double[] naiveChroma(int[] rgb, int width, int row, int column) {
    double[] sum = new double[3];
    for (int dy = 0; dy < 2; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        int x = Math.max(0, 2 * column + dx);
        double weight = (dx == 0 ? 0.5 : 0.25) * 0.5;
        double[] c = channels(rgb[(2 * row + dy) * width + x]);
        for (int k = 0; k < 3; k++) {
          sum[k] += weight * c[k];
        }
      }
    }
    return sum;
  }

  private static double exactLuma(double[] c) {
    return 16 + 219.0 / 255 * luma(c);
  }

  private static double luma(double[] c) {
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
  }

  private static double[] channels(int rgb) {
    return new double[] {(rgb >> 16) & 0xFF, (rgb >> 8) & 0xFF, rgb & 0xFF};
  }
}
