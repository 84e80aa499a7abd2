package io.terralapse.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadDemandTest {
  private static final long MIB = 1 << 20;

  /** Rows of 20,000 pixels in three bytes. */
  private static final long ROW = 60_000;

  private static final long FLAGS = 400_000_000;

  @Test
  void stripsAreCompleteBlocksUpToTheShareOfTheHeap() {
    assertEquals(256, ReadDemand.of(64, 1000, 0, 0, 500 * MIB).stripRows());
    assertEquals(512, ReadDemand.of(512, ROW, 0, 0, 500 * MIB).stripRows());
    assertEquals(160 * MIB / 10 / ROW, ReadDemand.of(512, ROW, 0, 0, 160 * MIB).stripRows());
    // Never fewer rows than a tile of the store has.
    assertEquals(64, ReadDemand.of(5000, 16 * ROW, 0, 0, 160 * MIB).stripRows());
  }

  @Test
  void aBlockThatDoesNotFitIsRefusedBeforeItIsReadAndTheStatedBudgetIsEnough() {
    for (long held : new long[] {90 * MIB, 128 * MIB, 256 * MIB}) {
      long heap = 160 * MIB;
      ReadDemand demand = ReadDemand.of(1500, ROW, held, FLAGS, heap);
      UserError refused = assertThrows(UserError.class, () -> demand.requireHeap("big.tif", heap));
      assertEquals(ExitCode.ENVIRONMENT, refused.exitCode());
      Matcher sentence =
          Pattern.compile(
                  "memory: is too little to read big\\.tif, whose blocks are large; allow at least"
                      + " (\\d+)MiB or tile the file with \"gdal_translate -co TILED=YES\"\\.")
              .matcher(String.valueOf(refused.getMessage()));
      assertTrue(sentence.matches(), refused.getMessage());
      // As the launcher derives the heap from the budget.
      long budget = Long.parseLong(sentence.group(1));
      long enough = Math.min(budget / 2, budget - 350) * MIB;
      ReadDemand.of(1500, ROW, held, FLAGS, enough).requireHeap("big.tif", enough);
    }
  }

  @Test
  void tilesFitIntoTheLeastHeap() {
    long heap = 160 * MIB;
    // What gdal_translate writes: blocks of 256 x 256.
    ReadDemand.of(256, ROW, 256 * 256 * 3, FLAGS, heap).requireHeap("tiled.tif", heap);
  }

  @Test
  void whatFitsIsNotRefused() {
    long heap = 160 * MIB;
    ReadDemand demand = ReadDemand.of(139, ROW, 0, FLAGS, heap);
    demand.requireHeap("big.tif", heap);
    assertTrue(demand.bytes() < heap - 64 * MIB, String.valueOf(demand.bytes()));
  }
}
