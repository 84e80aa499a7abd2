package io.terralapse.cli;

import io.terralapse.config.JobSettings;
import io.terralapse.ledger.LedgerChanges;
import io.terralapse.pipeline.RenderResult;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The result of a render in one line. Stateless. */
final class RenderSentence {
  private static final int MOST_DATES = 3;

  private RenderSentence() {}

  static String of(RenderResult result, JobSettings job) {
    if (result.status().equals("unchanged")) {
      return "Up to date: " + published(job) + ".";
    }
    return String.format(
        Locale.ROOT,
        "Rendered %s%s, %.1f s, in %.1f s%s: %s",
        Terminal.count(result.frames(), "frame"),
        added(result),
        result.durationSeconds(),
        result.seconds(),
        result.moved().isEmpty()
            ? ""
            : ", " + result.moved().size() + " of them moved since they were published",
        result.outputs().stream()
            .map(name -> Terminal.shown(job.outputDir().resolve(name)))
            .collect(Collectors.joining(", ")));
  }

  /** {@code (2 new: 2024-05-01, 2024-06-02)}; nothing if all of them are. */
  private static String added(RenderResult result) {
    Set<Integer> frames = new HashSet<>();
    // Dates of two panels may share a frame.
    List<LedgerChanges.NewDate> dates =
        result.changes().newDates().stream().filter(date -> frames.add(date.frameIndex())).toList();
    if (dates.isEmpty() || dates.size() >= result.frames()) {
      return "";
    }
    // The newest ones matter most.
    List<LedgerChanges.NewDate> shown =
        dates.subList(Math.max(0, dates.size() - MOST_DATES), dates.size());
    return " ("
        + dates.size()
        + " new: "
        + (shown.size() < dates.size() ? "..., " : "")
        + shown.stream().map(LedgerChanges.NewDate::day).collect(Collectors.joining(", "))
        + ")";
  }

  /** The video, or the ledger of a job without one. */
  private static String published(JobSettings job) {
    return Terminal.shown(
        job.outputDir().resolve(job.name() + (job.mp4() ? ".mp4" : ".ledger.json")));
  }
}
