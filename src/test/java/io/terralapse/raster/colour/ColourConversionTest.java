package io.terralapse.raster.colour;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.SampleType;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ColourConversionTest {
  private static final double D65_X = 0.3127;
  private static final double D65_Y = 0.3290;

  /** Converts one pixel. */
  private static int[] convert(ColourConversion conversion, int bytes, int... samples) {
    byte[][] stored = new byte[samples.length][bytes];
    for (int i = 0; i < samples.length; i++) {
      stored[i][0] = (byte) samples[i];
      if (bytes == 2) {
        stored[i][1] = (byte) (samples[i] >> 8);
      }
    }
    byte[][] out = new byte[conversion.outputs()][2];
    conversion.convert(stored, 1, out);
    int[] pixel = new int[out.length];
    for (int i = 0; i < pixel.length; i++) {
      pixel[i] = out[i][0] & 0xff;
    }
    return pixel;
  }

  @Test
  void inksTakeTheirShareOfTheLight() {
    InkConversion inks = new InkConversion(1, 0, 255, 4);
    assertArrayEquals(new int[] {255, 255, 255, 255}, convert(inks, 1, 0, 0, 0, 0));
    assertArrayEquals(new int[] {250, 0, 0, 255}, convert(inks, 1, 0, 255, 255, 5));
    assertArrayEquals(new int[] {0, 0, 0, 255}, convert(inks, 1, 0, 0, 0, 255));
  }

  @Test
  void inksMayBeInvertedOrOfSixteenBits() {
    assertArrayEquals(
        new int[] {255, 0, 0}, convert(new InkConversion(1, 255, 0, 3), 1, 255, 0, 0, 255));
    assertArrayEquals(
        new int[] {255, 0, 128}, convert(new InkConversion(2, 0, 65535, 3), 2, 0, 65535, 32639, 0));
  }

  @Test
  void lightnessIsGreyAndItsAxesAreColours() {
    LabConversion lab = new LabConversion(LabConversion.Encoding.SIGNED_8, 3, D65_X, D65_Y);
    int[] white = convert(lab, 1, 255, 0, 0);
    assertEquals(255, white[0], 1);
    assertEquals(255, white[1], 1);
    assertEquals(255, white[2], 1);
    // L 53, a 80, b 67 is the red of sRGB; its gamma is close to 2.4 above black.
    int[] red = convert(lab, 1, 136, 80, 67);
    assertEquals(255, red[0], 4);
    assertEquals(0, red[1], 30);
    assertEquals(0, red[2], 30);
  }

  @Test
  void theEncodingsOfLabAreTheSameColours() {
    int[] expected =
        convert(
            new LabConversion(LabConversion.Encoding.SIGNED_8, 3, D65_X, D65_Y), 1, 136, 80, -67);
    assertArrayEquals(
        expected,
        convert(
            new LabConversion(LabConversion.Encoding.SIGNED_16, 3, D65_X, D65_Y),
            2,
            136 * 257,
            80 * 256,
            -67 * 256));
    assertArrayEquals(
        expected,
        convert(
            new LabConversion(LabConversion.Encoding.SHIFTED_8, 3, D65_X, D65_Y),
            1,
            136,
            128 + 80,
            128 - 67));
  }

  @Test
  void lumaAloneIsGrey() {
    LumaConversion full =
        new LumaConversion(
            new double[] {0.299, 0.587, 0.114}, new double[] {0, 255, 128, 255, 128, 255});
    assertArrayEquals(new int[] {77, 77, 77}, convert(full, 1, 77, 128, 128));
    assertArrayEquals(new int[] {254, 0, 0}, convert(full, 1, 76, 85, 255));
    LumaConversion video =
        new LumaConversion(
            new double[] {0.299, 0.587, 0.114}, new double[] {16, 235, 128, 240, 128, 240});
    assertArrayEquals(new int[] {0, 0, 0}, convert(video, 1, 16, 128, 128));
    assertArrayEquals(new int[] {255, 255, 255}, convert(video, 1, 235, 128, 128));
  }

  @Test
  void greyOfAnyDepthIsInverted() {
    InvertedGrey four = new InvertedGrey(15, SampleType.UINT8);
    assertArrayEquals(new int[] {12}, convert(four, 1, 3));
    assertEquals(OptionalDouble.of(15), four.bands(OptionalDouble.of(0)).nodata());
    byte[][] out = new byte[1][2];
    new InvertedGrey(65535, SampleType.UINT16).convert(new byte[][] {{1, 2}}, 1, out);
    assertArrayEquals(new byte[] {(byte) 0xfe, (byte) 0xfd}, out[0]);
  }

  @Test
  void anIndexBeyondTheTableIsBlack() {
    ColourTable table = ColourTable.of(new byte[] {1, 2, 3, (byte) 255, 4, 5, 6, 0});
    assertArrayEquals(new int[] {4, 5, 6, 0}, convert(table.conversion(1), 1, 1));
    assertArrayEquals(new int[] {0, 0, 0, 255}, convert(table.conversion(1), 1, 2));
    assertArrayEquals(new int[] {0, 0, 0, 255}, convert(table.conversion(2), 2, 40_000));
  }

  @Test
  void onlyAValueOfTheTableBecomesTransparent() {
    ColourTable table = ColourTable.of(new byte[] {1, 2, 3, (byte) 255});
    assertEquals(3, table.transparentAt(OptionalDouble.empty()).conversion(1).outputs());
    assertEquals(3, table.transparentAt(OptionalDouble.of(0.5)).conversion(1).outputs());
    assertEquals(3, table.transparentAt(OptionalDouble.of(Double.NaN)).conversion(1).outputs());
    assertEquals(3, table.transparentAt(OptionalDouble.of(1)).conversion(1).outputs());
    assertArrayEquals(
        new int[] {1, 2, 3, 0},
        convert(table.transparentAt(OptionalDouble.of(0)).conversion(1), 1, 0));
  }
}
