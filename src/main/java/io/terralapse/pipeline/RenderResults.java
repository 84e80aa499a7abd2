package io.terralapse.pipeline;

import io.terralapse.encode.Timing;
import io.terralapse.ledger.Ledger;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import io.terralapse.publish.Outputs;
import java.util.List;

/** Tells a run's outcome in the command line's terms. */
final class RenderResults {
  private RenderResults() {}

  static RenderResult rendered(
      Outputs outputs,
      Timing timing,
      List<String> moved,
      List<DroppedScene> dropped,
      List<Issue> issues,
      long beganNanos) {
    return new RenderResult(
        "rendered",
        outputs.outputs().stream().map(Ledger.Output::file).toList(),
        timing.pictures(),
        timing.totalSeconds(),
        moved,
        dropped(dropped),
        issues,
        (System.nanoTime() - beganNanos) / 1e9);
  }

  static RenderResult unchanged(SceneInventory survey, long beganNanos) {
    return new RenderResult(
        "unchanged",
        List.of(),
        0,
        0,
        List.of(),
        dropped(survey.dropped()),
        survey.issues(),
        (System.nanoTime() - beganNanos) / 1e9);
  }

  static List<Dropped> dropped(List<DroppedScene> scenes) {
    return scenes.stream()
        .map(scene -> new Dropped(scene.scene().id(), scene.reason(), scene.detail()))
        .toList();
  }
}
