package io.terralapse.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Issue;
import io.terralapse.pipeline.Dropped;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SceneVerdictTest {
  private static final List<Dropped> DROPPED =
      List.of(
          new Dropped("a", "cloud", "a has 80 % cloud."),
          new Dropped("b", "unreadable", "b could not be read."));
  private static final List<Issue> ISSUES =
      List.of(
          new Issue("unreadable", "b", "b could not be read."),
          new Issue("undated", "/secret/c.tif", "/secret/c.tif has no date."),
          new Issue("undated", "/secret/c.tif", "Twice."),
          new Issue("mask", "d", "d is used without its mask."),
          new Issue("gaps", "", "Stripes are filled."));

  @Test
  void aRuleDropsAndDataFail() {
    List<SceneVerdict> verdicts = SceneVerdict.of(Optional.empty(), DROPPED, ISSUES, true);
    assertEquals(List.of("a", "b", "/secret/c.tif"), verdicts.stream().map(v -> v.id()).toList());
    assertEquals(SceneVerdict.Outcome.DROPPED, verdicts.get(0).outcome());
    assertEquals(SceneVerdict.Outcome.FAILED, verdicts.get(1).outcome());
    assertEquals("/secret/c.tif has no date.", verdicts.get(2).detail());
  }

  @Test
  void foldersAreKeptSecretIfTheLocationIs() {
    List<SceneVerdict> verdicts = SceneVerdict.of(Optional.empty(), DROPPED, ISSUES, false);
    assertEquals("c.tif", verdicts.get(2).id());
    assertTrue(verdicts.stream().noneMatch(v -> v.toString().contains("secret")));
  }
}
