package io.terralapse.ci;

import io.terralapse.ledger.LedgerChanges;
import io.terralapse.pipeline.RenderResult;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports of runs that never were, with names that could break a format. */
final class Reports {
  static final String HOSTILE =
      "a|b`c`<img src=x onerror=alert(1)>\n## h & \"q\" 'x' ]]> @user #12 \u0000\u202e\ud800";

  private Reports() {}

  static SceneVerdict used(String id) {
    return new SceneVerdict(
        id,
        "2024-05-01",
        SceneVerdict.Outcome.USED,
        "",
        "",
        Map.of("frame", "0", "sensor", "s"),
        1);
  }

  static SceneVerdict dropped(String id, String detail) {
    return new SceneVerdict(
        id, "2024-05-02", SceneVerdict.Outcome.DROPPED, "cloud", detail, Map.of(), 1);
  }

  static SceneVerdict failed(String id, String detail) {
    return new SceneVerdict(
        id, "", SceneVerdict.Outcome.FAILED, "unreadable", detail, Map.of("sensor", id), 1);
  }

  private static final LedgerChanges.NewDate FIRST =
      new LedgerChanges.NewDate(HOSTILE, "2024-05-01", 0, 0);
  private static final LedgerChanges.NewDate LAST =
      new LedgerChanges.NewDate("last", "2024-06-01", 1, 0.8);

  static RunReport rendered(Path folder, Optional<URI> base, SceneVerdict... verdicts) {
    return report(folder, base, false, List.of(FIRST, LAST), verdicts);
  }

  /** A poster of the first frame, which is new. */
  static RunReport withFirstFrame(Path folder, Optional<URI> base) {
    return report(folder, base, true, List.of(FIRST, LAST));
  }

  /** A poster of the first frame, of which only the second is new. */
  static RunReport appended(Path folder, Optional<URI> base, SceneVerdict... verdicts) {
    return report(folder, base, true, List.of(LAST), verdicts);
  }

  private static RunReport report(
      Path folder,
      Optional<URI> base,
      boolean posterOfFirst,
      List<LedgerChanges.NewDate> dates,
      SceneVerdict... verdicts) {
    LedgerChanges changes =
        new LedgerChanges(
            "A date is new.",
            dates,
            List.of(new LedgerChanges.ChangedFrame("old", "2023-05-01", List.of("look", "shift"))));
    RenderResult result =
        new RenderResult(
            "rendered",
            List.of("job.mp4"),
            2,
            2.8,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            changes,
            List.of(),
            List.of(),
            1);
    return new RunReport(
        "job",
        folder,
        base,
        true,
        true,
        posterOfFirst,
        Optional.of(result),
        "",
        0,
        List.of(verdicts));
  }

  static RunReport refused(Path folder, String sentence, SceneVerdict... verdicts) {
    return new RunReport(
        "job",
        folder,
        Optional.empty(),
        true,
        true,
        false,
        Optional.empty(),
        sentence,
        3,
        List.of(verdicts));
  }
}
