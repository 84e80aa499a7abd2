package io.terralapse.draw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.terralapse.model.Picture;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StillScalerTest {
  private static double linear(int code) {
    double v = code / 255.0;
    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  }

  private static int code(double linear) {
    double v = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * v);
  }

  @Test
  void smallPicturesStayAsTheyAre() {
    Picture picture = new Picture(30, 20);
    assertSame(picture, StillScaler.atMost(picture, 30));
  }

  @Test
  void aPlainColourStaysThatColour() {
    Picture picture = new Picture(101, 67);
    for (int colour : new int[] {0x000000, 0x01807F, 0xFE3CFF, 0xFFFFFF}) {
      Arrays.fill(picture.rgb(), colour);
      Picture small = StillScaler.atMost(picture, 30);
      assertEquals(30, small.width());
      assertEquals(20, small.height());
      for (int pixel : small.rgb()) {
        assertEquals(colour, pixel);
      }
    }
  }

  @Test
  void finePatternsKeepTheirBrightness() {
    Picture picture = new Picture(64, 64);
    for (int i = 0; i < picture.rgb().length; i++) {
      picture.rgb()[i] = (i % 64 + i / 64) % 2 == 0 ? 0xFFFFFF : 0;
    }
    // Half of the light is code 188, not 128.
    for (int pixel : StillScaler.atMost(picture, 16).rgb()) {
      assertEquals(0xBCBCBC, pixel);
    }
  }

  @Test
  void pixelsAreMeansOfWhatTheyCover() {
    Random random = new Random(5);
    Picture picture = new Picture(60, 40);
    for (int i = 0; i < picture.rgb().length; i++) {
      picture.rgb()[i] = random.nextInt(1 << 24);
    }
    Picture small = StillScaler.atMost(picture, 20);
    int[] expected = new int[small.rgb().length];
    for (int i = 0; i < expected.length; i++) {
      for (int shift = 16; shift >= 0; shift -= 8) {
        double sum = 0;
        for (int k = 0; k < 9; k++) {
          // 40 rows become 13, so rows are compared where the two agree: in a picture of 39.
          int y = i / 20 * 3 + k / 3;
          int x = i % 20 * 3 + k % 3;
          sum += linear(picture.rgb()[y * 60 + x] >> shift & 0xFF);
        }
        expected[i] |= code(sum / 9) << shift;
      }
    }
    Picture exact = new Picture(60, 39, Arrays.copyOf(picture.rgb(), 60 * 39));
    int[] actual = StillScaler.atMost(exact, 20).rgb();
    for (int i = 0; i < actual.length; i++) {
      for (int shift = 16; shift >= 0; shift -= 8) {
        assertEquals(expected[i] >> shift & 0xFF, actual[i] >> shift & 0xFF, 1.0);
      }
    }
    assertArrayEquals(small.rgb(), StillScaler.atMost(picture, 20).rgb());
  }
}
