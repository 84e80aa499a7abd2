package io.terralapse.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PictureScalerTest {
  private static Picture noise(int width, int height) {
    Random random = new Random(3);
    Picture picture = new Picture(width, height);
    for (int i = 0; i < width * height; i++) {
      picture.rgb()[i] = random.nextInt(1 << 24);
    }
    return picture;
  }

  @Test
  void aPartOfTheSameSizeIsCopied() {
    Picture source = noise(40, 30);
    Picture part = new PictureScaler(7, 3, 1, 20, 12, 40, 30).scale(source);
    for (int row = 0; row < 12; row++) {
      assertArrayEquals(
          Arrays.copyOfRange(source.rgb(), (row + 3) * 40 + 7, (row + 3) * 40 + 27),
          Arrays.copyOfRange(part.rgb(), row * 20, row * 20 + 20));
    }
    assertTrue(new PictureScaler(0, 0, 1, 40, 30, 40, 30).isIdentity(source));
    assertFalse(new PictureScaler(7, 3, 1, 20, 12, 40, 30).isIdentity(source));
  }

  @Test
  void oneColourStaysAsItIsUpToTheEdges() {
    Picture source = new Picture(90, 60);
    Arrays.fill(source.rgb(), 0x2080E1);
    Picture reduced = new PictureScaler(-0.4, 0.3, 1.777, 50, 33, 90, 60).scale(source);
    assertArrayEquals(new int[] {0x2080E1}, Arrays.stream(reduced.rgb()).distinct().toArray());
  }

  /** Half of the light of white is code 188, not 128. */
  @Test
  void lightIsAveragedAndNotCodes() {
    Picture source = new Picture(128, 128);
    for (int i = 0; i < source.rgb().length; i++) {
      source.rgb()[i] = (i + i / 128) % 2 == 0 ? 0xFFFFFF : 0;
    }
    Picture reduced = new PictureScaler(0, 0, 4, 32, 32, 128, 128).scale(source);
    int middle = reduced.rgb()[16 * 32 + 16] & 0xFF;
    assertEquals(188, middle, 2);
  }

  /** A ramp is where it was: the filter shifts nothing. */
  @Test
  void positionsAreKept() {
    Picture source = new Picture(200, 8);
    for (int i = 0; i < source.rgb().length; i++) {
      source.rgb()[i] = (20 + i % 200) * 0x010101;
    }
    double factor = 1.6;
    double left = 10.3;
    Picture reduced = new PictureScaler(left, 0, factor, 100, 5, 200, 8).scale(source);
    for (int column = 5; column < 95; column++) {
      double expected = 20 + left + (column + 0.5) * factor - 0.5;
      assertEquals(expected, reduced.rgb()[2 * 100 + column] & 0xFF, 1.0);
    }
  }
}
