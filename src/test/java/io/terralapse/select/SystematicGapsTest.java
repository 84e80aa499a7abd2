package io.terralapse.select;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SystematicGapsTest {
  private static final int SIDE = 120;

  private interface Data {
    boolean at(int column, int row);
  }

  private static double percent(Data data, double widest, boolean known) {
    byte[] flags = new byte[SIDE * SIDE];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = data.at(i % SIDE, i / SIDE) ? 0 : Flags.NODATA;
    }
    boolean[] area = new boolean[flags.length];
    Arrays.fill(area, true);
    return SystematicGaps.percent(
        new Frame(SIDE, SIDE, new float[1][flags.length], flags), area, widest, known);
  }

  /** Stripes of a third of the rows, one row higher with every fourth column. */
  private static boolean stripes(int column, int row) {
    return Math.floorMod(row + column / 4, 30) >= 10;
  }

  @Test
  void stripesAreRecognisedWhateverTheSensor() {
    assertEquals(33.3, percent(SystematicGapsTest::stripes, 12, true), 0.5);
    assertEquals(33.3, percent(SystematicGapsTest::stripes, 12, false), 0.5);
    assertEquals(33.3, percent((c, r) -> stripes(r, c), 12, false), 0.5, "along columns");
  }

  @Test
  void gapsWiderThanASensorLeavesThemAreMissingData() {
    // Only where the border of the area cuts them.
    assertEquals(0, percent(SystematicGapsTest::stripes, 6, true), 1.5);
    assertEquals(0, percent((c, r) -> c < 60, 12, true), "half of the area");
    assertEquals(33.3 / 2, percent((c, r) -> c >= 60 && stripes(c, r), 12, true), 0.5);
  }

  @Test
  void blotchesOfAnUnknownSensorAreNoSystem() {
    Data blotches = (c, r) -> Math.hypot(c % 20 - 10, r % 20 - 10) > 5;
    assertEquals(0, percent(blotches, 12, false));
    assertEquals(0, percent((c, r) -> r != 50, 12, false), "a single line");
    assertEquals(0, percent((c, r) -> true, 12, true));
  }

  @Test
  void aMaskedBorderIsNotAGapOfTheSensor() {
    // Steps along the right border, as a mask in coarse pixels leaves them.
    Data masked = (c, r) -> c < SIDE - 4 - r / 30 * 2;
    assertEquals(0, percent(masked, 12, false));
    assertEquals(0, percent((c, r) -> masked.at(r, c), 12, false), "along rows");
  }
}
