package io.terralapse.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollScheduleTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  @Test
  void requestsAreMadeAtWholeMultiplesWhateverTheyTake() {
    PollSchedule schedule = new PollSchedule(500, Duration.ofMinutes(10));
    List<Long> minutes = new ArrayList<>();
    for (long minute = 0; minute < 60; minute++) {
      long now = 500 + minute * MINUTE;
      if (schedule.isDue(now)) {
        minutes.add(minute);
        // Each takes some seconds.
        schedule.began(now + MINUTE / 10);
      }
    }
    assertEquals(List.of(10L, 20L, 30L, 40L, 50L), minutes);
  }

  @Test
  void missedTimesAreLeftOut() {
    PollSchedule schedule = new PollSchedule(0, Duration.ofMinutes(10));
    assertFalse(schedule.isDue(9 * MINUTE));
    assertTrue(schedule.isDue(35 * MINUTE));
    schedule.began(35 * MINUTE);
    assertFalse(schedule.isDue(39 * MINUTE));
    assertTrue(schedule.isDue(40 * MINUTE));
  }
}
