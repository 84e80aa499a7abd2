package io.terralapse.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Picture;
import io.terralapse.pace.SequencePicture;
import io.terralapse.pace.SequencePicture.Kind;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WipeTest {
  private static final int STEPS = 120;

  private static int column(int step) {
    return Wipe.column(new SequencePicture(Kind.WIPE, 3, step, STEPS), 1920);
  }

  @Test
  void theDividerPassesOverTheWholeFrameAndReturnsToTheMiddle() {
    assertTrue(column(1) < 20);
    assertEquals(1920, column(66));
    assertEquals(960, column(STEPS));
    for (int step = 2; step <= STEPS; step++) {
      int change = column(step) - column(step - 1);
      assertTrue(step <= 66 ? change >= 0 : change <= 0, "step " + step);
      assertTrue(Math.abs(change) < 60, "no jump at " + step);
    }
  }

  @Test
  void theFirstDateIsOnTheLeft() {
    Picture first = new Picture(6, 2, IntStream.range(0, 12).map(i -> 1).toArray());
    Picture last = new Picture(6, 2, IntStream.range(0, 12).map(i -> 2).toArray());
    assertEquals(
        "[1, 1, 2, 2, 2, 2, 1, 1, 2, 2, 2, 2]", Arrays.toString(Wipe.of(first, last, 2).rgb()));
    assertEquals(2, last.rgb()[0]);
  }
}
