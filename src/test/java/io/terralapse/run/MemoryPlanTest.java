package io.terralapse.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.ExitCode;
import io.terralapse.model.Grid;
import io.terralapse.model.UserError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryPlanTest {
  private static final long GIB = 1L << 30;
  private static final Grid HD = grid(1920, 1080);

  private static Grid grid(int width, int height) {
    return new Grid("EPSG:3857", 0, 0, 1, 1, width, height);
  }

  @Test
  void theDefaultBudgetDrawsFullHdOnTwoThreads() {
    assertEquals(new MemoryPlan(2, 2), MemoryPlan.of(HD, GIB, 2, 0));
  }

  @Test
  void startsOneMoreSegmentThanThreadsWhenTheyDoNotDivideEvenly() {
    assertEquals(3, MemoryPlan.encoders(HD, GIB, 2, 3, 0));
    assertEquals(2, MemoryPlan.encoders(HD, GIB, 2, 12, 0));
    assertEquals(1, MemoryPlan.encoders(HD, GIB, 2, 1, 0));
    assertEquals(1, MemoryPlan.encoders(HD, GIB, 1, 5, 0));
    assertEquals(2, MemoryPlan.encoders(HD, 640L << 20, 2, 3, 0));
    assertEquals(1, MemoryPlan.encoders(HD, 640L << 20, 2, 3, 60));
  }

  @Test
  void neverExceedsTheRequestedThreads() {
    assertEquals(new MemoryPlan(1, 1), MemoryPlan.of(HD, 64 * GIB, 1, 0));
    assertEquals(new MemoryPlan(256, 256), MemoryPlan.of(grid(64, 36), 64 * GIB, 256, 0));
    assertEquals(new MemoryPlan(3, 3), MemoryPlan.of(HD, Long.MAX_VALUE, 3, 0));
  }

  @Test
  void aSmallBudgetAllowsFewEncodersButAtLeastOne() {
    MemoryPlan small = MemoryPlan.of(HD, 512L << 20, 16, 0);
    assertTrue(small.encoders() >= 1 && small.encoders() < 16, small.toString());
    assertTrue(small.workers() >= small.encoders() && small.workers() < 16, small.toString());
  }

  @Test
  void moreMemoryNeverMeansFewerThreads() {
    MemoryPlan before = MemoryPlan.of(HD, GIB / 2, 64, 0);
    for (long bytes = GIB / 2; bytes < 16 * GIB; bytes += GIB / 4) {
      MemoryPlan plan = MemoryPlan.of(HD, bytes, 64, 0);
      assertTrue(plan.encoders() >= before.encoders() && plan.workers() >= before.workers());
      before = plan;
    }
    assertTrue(before.encoders() > 16, before.toString());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1_000_000, 100L << 20, 300L << 20})
  void tooLittleIsRefusedWithARemedy(long bytes) {
    UserError refused = assertThrows(UserError.class, () -> MemoryPlan.of(HD, bytes, 2, 0));
    assertEquals(ExitCode.USAGE, refused.exitCode());
    String sentence = String.valueOf(refused.getMessage());
    assertTrue(
        sentence.startsWith(
            "memory: "
                + ((bytes + (1 << 20) - 1) >> 20)
                + " MiB is too little for frames of 1920x1080;"),
        sentence);
  }

  @ParameterizedTest
  @CsvSource({"1920, 1080", "1280, 720", "3840, 2160", "1918, 1078", "16384, 8192", "500, 500"})
  void theBudgetThatTheMessageNamesIsEnoughAndNoMore(int width, int height) {
    Grid grid = grid(width, height);
    UserError refused = assertThrows(UserError.class, () -> MemoryPlan.of(grid, 0, 4, 0));
    Matcher asked =
        Pattern.compile("at least (\\d+)MiB").matcher(String.valueOf(refused.getMessage()));
    assertTrue(asked.find(), refused.getMessage());
    long mib = Long.parseLong(asked.group(1));
    MemoryPlan plan = MemoryPlan.of(grid, mib << 20, 4, 0);
    assertEquals(1, plan.encoders());
    assertTrue(plan.workers() >= 1);
    assertThrows(UserError.class, () -> MemoryPlan.of(grid, (mib - 1) << 20, 4, 0));
  }

  @Test
  void extraBytesPerPixelCountForEveryEncoder() {
    int more = 16;
    // What just holds one encoder without filling does not hold one with it.
    long tight = 1L << 20;
    while (!fits(tight, 0)) {
      tight += 1L << 20;
    }
    assertFalse(fits(tight, more), tight + " bytes");
    assertTrue(fits(tight + (long) more * HD.width() * HD.height() + (1L << 20), more));
    assertTrue(
        MemoryPlan.encoders(HD, GIB, 16, 32, more) <= MemoryPlan.encoders(HD, GIB, 16, 32, 0));
  }

  private static boolean fits(long memory, int more) {
    try {
      return MemoryPlan.encoders(HD, memory, 1, 1, more) == 1;
    } catch (UserError tooLittle) {
      return false;
    }
  }
}
