package io.terralapse.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import org.junit.jupiter.api.Test;

final class RastersTest {
  @Test
  void literalsBecomeValuesAndText() {
    assertArrayEquals(new float[] {0, 9, Float.NaN, 1.5f}, Rasters.values("0 9 / . 1.5"));
    assertEquals("0 9 / . 1.5", Rasters.text(Rasters.values("0  9/.  1.5"), 2));
  }

  @Test
  void framesFlagWhatAnyBandLacks() {
    Frame frame = Rasters.frame("1 . 3", "4 5 6");
    assertEquals(3, frame.width());
    assertEquals(1, frame.height());
    assertArrayEquals(new byte[] {0, Flags.NODATA, 0}, frame.flags());
    assertEquals("4 . 6", Rasters.text(frame, 1));
  }

  @Test
  void raggedRowsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Rasters.values("1 2 / 3"));
  }
}
