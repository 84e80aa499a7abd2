package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverviewTitlesTest {
  @Test
  void theSheetOfTwoPanelsNamesBoth() {
    assertEquals(
        "True colour · Near infrared",
        OverviewFiles.both("True colour", Optional.of("Near infrared")));
    assertEquals("Lakes", OverviewFiles.both("Lakes", Optional.of("Lakes")));
    assertEquals("Lakes", OverviewFiles.both("Lakes", Optional.empty()));
  }
}
