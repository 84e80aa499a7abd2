package io.terralapse.encode.gif;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.Picture;
import io.terralapse.testkit.TestSequences;
import org.junit.jupiter.api.Test;

class QuantiserTest {
  private static GifPalette palette(Picture picture, int colours) {
    ColourHistogram histogram = new ColourHistogram();
    histogram.add(picture.rgb(), PreparedPicture.of(picture));
    return Quantiser.palette(histogram.points(1), colours);
  }

  @Test
  void fewColoursAreKept() {
    int[] colours = {0x000000, 0x102030, 0x808080, 0xC04020, 0xFFFFFF};
    Picture picture = new Picture(50, 10);
    for (int i = 0; i < picture.rgb().length; i++) {
      picture.rgb()[i] = colours[i % colours.length];
    }
    GifPalette palette = palette(picture, 255);
    assertEquals(colours.length, palette.size());
    for (int i = 0; i < colours.length; i++) {
      assertEquals(colours[i], palette.rgb(i));
    }
  }

  @Test
  void aRareSaturatedColourKeepsAnEntry() {
    Picture picture = TestSequences.land(200, 100, 3);
    for (int i = 0; i < 12; i++) {
      picture.rgb()[60 * 200 + 90 + i] = 0xE01010;
    }
    GifPalette palette = palette(picture, 32);
    float[] lab = new float[3];
    Oklab.convert(0xE01010, lab, 0, 1);
    int rgb = palette.rgb(palette.nearest(lab[0], lab[1], lab[2]));
    assertEquals(0xE0, rgb >> 16 & 0xFF, 8, Integer.toHexString(rgb));
    assertEquals(0x10, rgb & 0xFF, 16, Integer.toHexString(rgb));
  }

  @Test
  void theNearestColourIsFound() {
    GifPalette palette = palette(TestSequences.land(100, 60, 5), 64);
    float[] lab = new float[3];
    for (int rgb = 0x302010; rgb < 0xF0F0F0; rgb += 0x030711) {
      Oklab.convert(rgb, lab, 0, 1);
      int naive = 0;
      double least = Double.MAX_VALUE;
      for (int i = 0; i < palette.size(); i++) {
        double l = palette.lab()[3 * i] - lab[0];
        double a = palette.lab()[3 * i + 1] - lab[1];
        double b = palette.lab()[3 * i + 2] - lab[2];
        double d = l * l + a * a + b * b;
        naive = d < least ? i : naive;
        least = Math.min(least, d);
      }
      int found = palette.nearest(lab[0], lab[1], lab[2]);
      double l = palette.lab()[3 * found] - lab[0];
      double a = palette.lab()[3 * found + 1] - lab[1];
      double b = palette.lab()[3 * found + 2] - lab[2];
      assertEquals(
          Math.sqrt(least), Math.sqrt(l * l + a * a + b * b), 1e-2, found + " for " + naive);
    }
  }
}
