package io.terralapse.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameEdgesTest {
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 500;

  /** A frame whose value is its column plus a thousandth of its row, without data at its edges. */
  private static Frame frame(int left, int top, int right, int bottom) {
    Frame frame = new Frame(WIDTH, HEIGHT, 1);
    for (int row = top; row < HEIGHT - bottom; row++) {
      for (int column = left; column < WIDTH - right; column++) {
        frame.band(0)[row * WIDTH + column] = column + row / 1000f;
        frame.flags()[row * WIDTH + column] = 0;
      }
    }
    return frame;
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 0, 0", "3, 0, 0, 0", "0, 2, 0, 0", "0, 0, 4, 2", "3, 1, 2, 1"})
  void narrowStripsRepeatTheNearestPixels(int left, int top, int right, int bottom) {
    Frame frame = frame(left, top, right, bottom);
    FrameEdges.close(frame);
    for (byte flags : frame.flags()) {
      assertTrue(Flags.isValid(flags));
    }
    float[] values = frame.band(0);
    assertEquals(left + 0.25f, values[250 * WIDTH], 1e-3f);
    assertEquals(WIDTH - 1 - right + 0.25f, values[251 * WIDTH - 1], 1e-3f);
    assertEquals(500 + top / 1000f, values[500], 1e-3f);
    assertEquals(left > 0, (frame.flags()[250 * WIDTH] & Flags.ESTIMATED) != 0);
    assertEquals(0, frame.flags()[250 * WIDTH + 500]);
  }

  @Test
  void missingDataStaysMissing() {
    Frame frame = frame(5, 0, 0, 3);
    FrameEdges.close(frame);
    assertFalse(Flags.isValid(frame.flags()[250 * WIDTH]));
    assertFalse(Flags.isValid(frame.flags()[499 * WIDTH + 500]));
    Frame empty = new Frame(WIDTH, HEIGHT, 1);
    FrameEdges.close(empty);
    for (byte flags : empty.flags()) {
      assertFalse(Flags.isValid(flags));
    }
    FrameEdges.close(new Frame(3, 1, 1));
  }
}
