package io.terralapse.warp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.warp.FrameFill.Gaps;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Filled pixels have the tone of the frame that they are filled into. */
class FillToneTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;

  /** Land with texture, between about 0.05 and 0.35. */
  private static float[] land() {
    Random random = new Random(4);
    float[] land = new float[WIDTH * HEIGHT];
    for (int i = 0; i < land.length; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH;
      land[i] =
          (float)
              (0.2 + 0.1 * Math.sin(x / 9.0) * Math.cos(y / 7.0) + 0.02 * random.nextGaussian());
    }
    return land;
  }

  private static boolean isGap(int pixel) {
    return Math.floorMod(pixel / WIDTH + pixel % WIDTH / 5, 40) < 12;
  }

  private static boolean[] everywhere() {
    boolean[] area = new boolean[WIDTH * HEIGHT];
    Arrays.fill(area, true);
    return area;
  }

  private interface Tone {
    double of(double value, int pixel);
  }

  /** Fills the gaps of land from the same land in another tone; the largest error afterwards. */
  private static double errorAfterFilling(Tone tone) {
    float[] land = land();
    byte[] flags = new byte[land.length];
    float[] own = land.clone();
    float[] other = new float[land.length];
    for (int i = 0; i < land.length; i++) {
      other[i] = (float) tone.of(land[i], i);
      if (isGap(i)) {
        flags[i] = Flags.NODATA;
        own[i] = 0;
      }
    }
    Frame frame = new Frame(WIDTH, HEIGHT, new float[][] {own}, flags);
    Frame from = new Frame(WIDTH, HEIGHT, new float[][] {other}, new byte[land.length]);
    FrameFill.fill(frame, from, everywhere(), Gaps.NODATA);
    double worst = 0;
    for (int i = 0; i < land.length; i++) {
      worst = Math.max(worst, Math.abs(frame.band(0)[i] - land[i]));
    }
    return worst;
  }

  @Test
  void theSameToneStaysAsItIs() {
    assertEquals(0, errorAfterFilling((value, pixel) -> value), 1e-6);
  }

  @Test
  void gainAndOffsetAreRemoved() {
    assertEquals(0, errorAfterFilling((value, pixel) -> 0.8 * value + 0.06), 1e-5);
  }

  @Test
  void aDifferenceThatVariesAcrossTheFrameIsRemoved() {
    double error =
        errorAfterFilling((value, pixel) -> value + 0.05 * Math.sin(pixel % WIDTH / 40.0));
    assertTrue(error < 0.02, "error " + error);
  }

  @Test
  void aBrightCloudThatNoMaskFlagsDoesNotSpread() {
    // A twelfth of the other date is 0.6 brighter.
    double error = 0;
    float[] land = land();
    byte[] flags = new byte[land.length];
    float[] own = land.clone();
    float[] other = land.clone();
    for (int i = 0; i < land.length; i++) {
      if (i % WIDTH < WIDTH / 4 && i / WIDTH < HEIGHT / 3) {
        other[i] += 0.6f;
      }
      if (isGap(i)) {
        flags[i] = Flags.NODATA;
      }
    }
    Frame frame = new Frame(WIDTH, HEIGHT, new float[][] {own}, flags);
    Frame from = new Frame(WIDTH, HEIGHT, new float[][] {other}, new byte[land.length]);
    FrameFill.fill(frame, from, everywhere(), Gaps.NODATA);
    for (int i = 0; i < land.length; i++) {
      if (isGap(i) && i % WIDTH > WIDTH / 2) {
        error = Math.max(error, Math.abs(frame.band(0)[i] - land[i]));
      }
    }
    assertTrue(error < 0.03, "error " + error);
  }

  @Test
  void onlyTheRequestedPixelsAreFilled() {
    byte[] flags = {0, Flags.NODATA, Flags.CLOUD};
    boolean[] area = {true, true, true};
    Frame frame = new Frame(3, 1, new float[][] {{1, 2, 3}}, flags);
    assertEquals(1, FrameFill.missing(frame, area, Gaps.NODATA));
    Frame from = new Frame(3, 1, new float[][] {{7, 8, 9}}, new byte[3]);
    assertEquals(1, FrameFill.fill(frame, from, area, Gaps.NODATA));
    assertEquals(8, frame.band(0)[1], "too few pixels to compare");
    assertEquals(3, frame.band(0)[2]);
  }
}
