package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.pipeline.PlanResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A header, a row for each frame, times to the minute, and years where there are many. */
class PlanTableTest {

  private static PlanResult.PlannedScene scene(
      String id, String frame, String acquired, String reason) {
    return new PlanResult.PlannedScene(
        id, frame, "l8", acquired, "metadata", reason.isEmpty() ? "used" : "dropped", reason, null);
  }

  @Test
  void oneRowIsOneFrameWithItsTimeToTheMinute() {
    assertEquals(
        List.of(
            "date (UTC)        date from  status            frame",
            "2021-08-03 10:20  metadata   candidate         a (2 scenes)",
            "2021-08-03 10:21  metadata   dropped: orbit    c",
            "2022-02/2022-03   metadata   candidate         d",
            "undated           metadata   dropped: undated  e"),
        PlanTable.of(
            List.of(
                scene("a", "a", "2021-08-03T10:20:30.123Z", ""),
                scene("b", "a", "2021-08-03T10:20:50Z", ""),
                scene("c", "c", "2021-08-03T10:21:00Z", "orbit"),
                scene("d", "d", "2022-02/2022-03", ""),
                scene("e", "e", "undated", "undated")),
            120,
            false));
  }

  @Test
  void noLineIsLongerThanTheTerminal() {
    List<PlanResult.PlannedScene> scenes =
        List.of(scene("x".repeat(90), "f", "2021-08-03T10:20:30Z", ""));
    for (int width : new int[] {60, 80, 120}) {
      List<String> lines = PlanTable.of(scenes, width, false);
      assertEquals(width, lines.get(1).length());
      assertTrue(lines.get(1).endsWith("x..."), lines.get(1));
    }
    assertTrue(PlanTable.of(scenes, 200, false).get(1).endsWith("xx"));
  }

  @Test
  void manyFramesAreShownByYear() {
    List<PlanResult.PlannedScene> scenes = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      scenes.add(scene("a" + i, "a" + i, "2020-01-01", i % 3 == 0 ? "months" : ""));
      scenes.add(scene("b" + i, "b" + i, "2021-01-01", ""));
    }
    scenes.add(scene("c", "c", "2021-01-02", "orbit"));
    scenes.add(scene("d", "d", "2021-01-02", "months"));
    scenes.add(scene("e", "e", "undated", "undated"));
    assertEquals(
        List.of(
            "year     candidates  dropped",
            "2020             20       10  (10 months)",
            "2021             30        2  (1 months, 1 orbit)",
            "undated           0        1  (1 undated)",
            "--all lists every frame."),
        PlanTable.of(scenes, 120, false));
    assertEquals(scenes.size() + 1, PlanTable.of(scenes, 120, true).size());
    assertEquals(41, PlanTable.of(scenes.subList(0, 40), 120, false).size());
    assertEquals(4, PlanTable.of(scenes.subList(0, 41), 120, false).size());
  }

  @Test
  void theWidthIsThatOfTheVariableElseOfTheTerminalElse120() {
    String before = System.getProperty(TextWidth.PROPERTY);
    try {
      System.clearProperty(TextWidth.PROPERTY);
      assertEquals(120, TextWidth.of(Map.of()));
      assertEquals(100, TextWidth.of(Map.of("COLUMNS", "100")));
      assertEquals(60, TextWidth.of(Map.of("COLUMNS", "20")));
      assertEquals(120, TextWidth.of(Map.of("COLUMNS", "wide")));
      assertEquals(120, TextWidth.of(Map.of("COLUMNS", "0")));
      System.setProperty(TextWidth.PROPERTY, "90");
      assertEquals(90, TextWidth.of(Map.of()));
      assertEquals(100, TextWidth.of(Map.of("COLUMNS", "100")));
    } finally {
      if (before == null) {
        System.clearProperty(TextWidth.PROPERTY);
      } else {
        System.setProperty(TextWidth.PROPERTY, before);
      }
    }
  }
}
