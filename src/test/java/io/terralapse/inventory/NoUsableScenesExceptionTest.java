package io.terralapse.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.model.DroppedScene;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Issue;
import io.terralapse.testkit.SceneStubs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoUsableScenesExceptionTest {
  private static final DroppedScene DROPPED =
      new DroppedScene(SceneStubs.scene("a", "2024-01-05"), "cloud", "a is cloudy.");
  private static final Issue ISSUE = new Issue("undated", "b.tif", "b.tif has no date.");

  @Test
  void theUserGetsItsSentenceAndTheExitCodeOfAnEmptySequence() {
    NoUsableScenesException none =
        new NoUsableScenesException("scenes: none is left.", List.of(DROPPED), List.of(ISSUE));
    assertEquals("scenes: none is left.", none.asUserError().getMessage());
    assertEquals(ExitCode.NO_TIMELAPSE, none.asUserError().exitCode());
  }

  @Test
  void theReasonsAreThoseOfTheMomentItWasThrown() {
    List<DroppedScene> dropped = new ArrayList<>(List.of(DROPPED));
    List<Issue> issues = new ArrayList<>(List.of(ISSUE));
    NoUsableScenesException none = new NoUsableScenesException("none", dropped, issues);
    dropped.clear();
    issues.clear();
    assertEquals(List.of(DROPPED), none.dropped());
    assertEquals(List.of(ISSUE), none.issues());
  }
}
