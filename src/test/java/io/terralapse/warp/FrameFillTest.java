package io.terralapse.warp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.warp.FrameFill.Gaps;
import org.junit.jupiter.api.Test;

class FrameFillTest {
  private static final boolean[] AREA = {true, true, true, true, true, false};

  private static Frame frame(float value, int... flags) {
    byte[] bytes = new byte[flags.length];
    float[][] bands = new float[2][flags.length];
    for (int i = 0; i < flags.length; i++) {
      bytes[i] = (byte) flags[i];
      bands[0][i] = value + i;
      bands[1][i] = -value - i;
    }
    return new Frame(flags.length, 1, bands, bytes);
  }

  @Test
  void fillsMaskedPixelsInsideTheAreaFromClearOnes() {
    Frame frame =
        frame(10, 0, Flags.NODATA, Flags.CLOUD, Flags.SHADOW | Flags.WATER, Flags.SNOW, 1);
    assertEquals(3, FrameFill.missing(frame, AREA, Gaps.NOT_CLEAR));
    Frame other = frame(20, 0, Flags.WATER, Flags.CLOUD, 0, 0, 0);
    assertEquals(2, FrameFill.fill(frame, other, AREA, Gaps.NOT_CLEAR));
    assertArrayEquals(
        new byte[] {
          0,
          (byte) (Flags.WATER | Flags.FILLED),
          Flags.CLOUD,
          Flags.FILLED,
          Flags.SNOW,
          Flags.NODATA
        },
        frame.flags());
    assertArrayEquals(new float[] {10, 21, 12, 23, 14, 15}, frame.band(0));
    assertArrayEquals(new float[] {-10, -21, -12, -23, -14, -15}, frame.band(1));
    assertEquals(1, FrameFill.missing(frame, AREA, Gaps.NOT_CLEAR));
  }

  @Test
  void aFilledPixelIsNotFilledAgain() {
    Frame frame = frame(10, 1, 1, 0, 0, 0, 0);
    assertEquals(2, FrameFill.fill(frame, frame(20, 0, 0, 0, 0, 0, 0), AREA, Gaps.NOT_CLEAR));
    assertEquals(0, FrameFill.fill(frame, frame(30, 0, 0, 0, 0, 0, 0), AREA, Gaps.NOT_CLEAR));
    assertEquals(20, frame.band(0)[0]);
  }

  @Test
  void rejectsFramesOfDifferentSizeOrBands() {
    Frame frame = new Frame(3, 2, 2);
    assertThrows(
        IllegalArgumentException.class,
        () -> FrameFill.fill(frame, new Frame(2, 3, 2), AREA, Gaps.NOT_CLEAR));
    assertThrows(
        IllegalArgumentException.class,
        () -> FrameFill.fill(frame, new Frame(3, 2, 1), AREA, Gaps.NOT_CLEAR));
  }
}
