package io.terralapse.draw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Picture;
import io.terralapse.model.Srgb;
import org.junit.jupiter.api.Test;

class LinearBlendTest {
  private static Picture ramp(boolean falling) {
    int[] rgb = new int[256];
    for (int i = 0; i < rgb.length; i++) {
      int code = falling ? 255 - i : i;
      rgb[i] = code << 16 | (255 - code) << 8 | code / 2;
    }
    return new Picture(16, 16, rgb);
  }

  @Test
  void everyChannelIsMixedInLinearLight() {
    Picture from = ramp(false);
    Picture to = ramp(true);
    for (int step = 0; step <= 7; step++) {
      int[] mixed = LinearBlend.of(from, to, step, 7).rgb();
      double share = step / 7.0;
      for (int i = 0; i < mixed.length; i++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          double light =
              (1 - share) * Srgb.toLinear((from.rgb()[i] >> shift & 0xFF) / 255.0)
                  + share * Srgb.toLinear((to.rgb()[i] >> shift & 0xFF) / 255.0);
          assertEquals(255 * Srgb.toCode(light), mixed[i] >> shift & 0xFF, 0.51);
        }
      }
    }
  }

  @Test
  void bothEndsAreThePicturesThemselves() {
    assertArrayEquals(ramp(false).rgb(), LinearBlend.of(ramp(false), ramp(true), 0, 13).rgb());
    assertArrayEquals(ramp(true).rgb(), LinearBlend.of(ramp(false), ramp(true), 13, 13).rgb());
    assertArrayEquals(ramp(true).rgb(), LinearBlend.of(ramp(true), ramp(true), 5, 13).rgb());
  }

  /** Half of black and white light is code 188, not 128. */
  @Test
  void halfTheLightOfWhiteIsBrighterThanHalfItsCode() {
    Picture white = new Picture(1, 1, new int[] {0xFFFFFF});
    assertEquals(0xBCBCBC, LinearBlend.of(new Picture(1, 1), white, 1, 2).rgb()[0]);
  }

  @Test
  void stepsChangeEveryPixelInOneDirection() {
    Picture from = new Picture(1, 1, new int[] {0x204060});
    Picture to = new Picture(1, 1, new int[] {0xE0A070});
    int last = 0x20;
    for (int step = 1; step <= 12; step++) {
      int red = LinearBlend.of(from, to, step, 13).rgb()[0] >> 16;
      assertTrue(red >= last);
      last = red;
    }
  }
}
