package io.terralapse.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.Issue;
import io.terralapse.pipeline.Dropped;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One line for each cause, with a count and a few names. */
class RemarksTest {

  private static Issue undated(String name) {
    return new Issue("undated", name, name + ": has no date; add it to dates.manifest.");
  }

  @Test
  void whatDiffersInNameAndNumbersOnlyIsOneLine() {
    List<Dropped> dropped = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      dropped.add(new Dropped("s" + i, "coverage", "s" + i + " covers " + i + ".5 % of the area."));
      issues.add(undated("folder/" + "abcdef".charAt(i - 1) + ".tif"));
    }
    dropped.add(new Dropped("t", "dates", "t is before select.from, 2020-01-01."));
    issues.add(new Issue("undated", "x", "x: is dated in the future."));
    assertEquals(
        List.of(
            "dropped (coverage): s1 covers 1.5 % of the area. (6 such scenes: also s2, s3, s4 and 2"
                + " more; -v lists all)",
            "dropped (dates): t is before select.from, 2020-01-01.",
            "warning (undated): folder/a.tif: has no date; add it to dates.manifest. (6 such"
                + " warnings: also folder/b.tif, folder/c.tif, folder/d.tif and 2 more; -v lists"
                + " all)",
            "warning (undated): x: is dated in the future."),
        Remarks.of(dropped, issues, false));
    assertEquals(14, Remarks.of(dropped, issues, true).size());
  }

  @Test
  void twoAreNamedWithoutARest() {
    assertEquals(
        List.of(
            "warning (undated): a.tif: has no date; add it to dates.manifest. (2 such warnings:"
                + " also b.tif)"),
        Remarks.of(List.of(), List.of(undated("a.tif"), undated("b.tif")), false));
  }

  @Test
  void aSceneWhoseWarningIsShownIsNotShownAgain() {
    Issue issue = undated("a.tif");
    assertEquals(
        List.of("warning (undated): a.tif: has no date; add it to dates.manifest."),
        Remarks.of(List.of(new Dropped("a", "undated", issue.sentence())), List.of(issue), false));
  }

  @Test
  void warningsWithoutASubjectAreCounted() {
    Issue secret = new Issue("refused", "", "A warning of the last run.");
    assertEquals(
        List.of("warning (refused): A warning of the last run. (2 such warnings)"),
        Remarks.of(List.of(), List.of(secret, secret), false));
  }

  @Test
  void scenesThatOneSentenceDropsShareItsLine() {
    String sentence = "s has 66.8 % cloud in the area.";
    List<Dropped> dropped =
        List.of(new Dropped("s", "cloud", sentence), new Dropped("t", "cloud", sentence));
    List<String> line = List.of("dropped (cloud): " + sentence + " (2 such scenes: also t)");
    assertEquals(line, Remarks.of(dropped, List.of(), false));
    assertEquals(line, Remarks.of(dropped, List.of(), true));
  }
}
