package io.terralapse.ci;

import io.terralapse.ledger.LedgerChanges;
import io.terralapse.pipeline.RenderResult;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The summary of a step of GitHub Actions, in Markdown: new dates, changed frames, and scenes that
 * are not used with their reasons.
 *
 * <p>GitHub removes {@code data:} addresses from Markdown and shows no files of the workspace or of
 * artifacts, so that a picture needs an address of its own: with {@code base_url}, the summary
 * shows the poster, beside the date that it is of; without it, the summary names the poster.
 * Stateless.
 */
final class StepSummary {
  /** A step may have a summary of 1 MiB at most; a row has less than 3 kB. */
  private static final int MOST_ROWS = 60;

  private static final int PICTURE_WIDTH = 240;

  private StepSummary() {}

  /** Appends the summary to the file that {@code GITHUB_STEP_SUMMARY} names. */
  static void append(RunReport report, Path file) throws IOException {
    Files.write(
        file,
        text(report).getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  static String text(RunReport report) {
    StringBuilder text = new StringBuilder("### Terralapse: ");
    text.append(MarkdownText.escape(report.name())).append("\n\n").append(headline(report));
    report
        .result()
        .ifPresent(
            result -> {
              newDates(text, report, result.changes().newDates());
              changedFrames(text, result.changes().changedFrames());
            });
    verdicts(text, "Data that cannot be used", report.with(SceneVerdict.Outcome.FAILED));
    verdicts(text, "Dropped by rules", report.with(SceneVerdict.Outcome.DROPPED));
    return text.append('\n').toString();
  }

  private static String headline(RunReport report) {
    if (report.result().isEmpty()) {
      return "**Failed** (exit code "
          + report.exitCode()
          + "): "
          + MarkdownText.escape(report.failure())
          + "\n";
    }
    RenderResult result = report.result().get();
    String what =
        result.status().equals("rendered")
            ? String.format(
                Locale.ROOT,
                "**Rendered** %d frames, %.1f s. ",
                result.frames(),
                result.durationSeconds())
            : "**Unchanged.** ";
    return what + MarkdownText.escape(result.changes().why()) + "\n";
  }

  private static void newDates(
      StringBuilder text, RunReport report, List<LedgerChanges.NewDate> dates) {
    if (dates.isEmpty()) {
      return;
    }
    int onPoster =
        report.posterOfFirst() ? 0 : report.result().map(RenderResult::frames).orElse(0) - 1;
    boolean shown = report.baseUrl().isPresent() && report.poster();
    text.append("\n#### New dates\n\n| date | scene | at | picture |\n|---|---|---|---|\n");
    // The newest dates matter most.
    List<LedgerChanges.NewDate> rows =
        dates.subList(Math.max(0, dates.size() - MOST_ROWS), dates.size());
    for (LedgerChanges.NewDate date : rows) {
      boolean pictured = date.frameIndex() == onPoster && report.poster();
      row(
          text,
          MarkdownText.escape(date.day()),
          scene(date.id(), date.panel()),
          String.format(Locale.ROOT, "%.1f s", date.startSeconds()),
          pictured ? picture(report, shown, date) : "in the video");
    }
    more(text, dates.size() - rows.size(), "earlier new dates");
    if (shown
        && report.posterOfFirst()
        && rows.stream().noneMatch(date -> date.frameIndex() == onPoster)) {
      firstFrame(report)
          .ifPresent(
              first ->
                  text.append("\nThe poster shows the first frame, ")
                      .append(MarkdownText.escape(first.day()))
                      .append(":\n\n")
                      .append(picture(report, true, first))
                      .append('\n'));
    }
  }

  /** The date of the first frame: the later one where it shows two. */
  private static Optional<LedgerChanges.NewDate> firstFrame(RunReport report) {
    return report.with(SceneVerdict.Outcome.USED).stream()
        .filter(verdict -> verdict.properties().getOrDefault("frame", "").equals("0"))
        .max(Comparator.comparing(SceneVerdict::acquired))
        .map(
            verdict ->
                new LedgerChanges.NewDate(verdict.id(), verdict.acquired(), 0, 0, verdict.panel()));
  }

  private static String picture(RunReport report, boolean shown, LedgerChanges.NewDate date) {
    String file = String.valueOf(report.posterFile().getFileName());
    if (!shown) {
      return MarkdownText.code(file);
    }
    URI base = report.baseUrl().orElseThrow();
    String folder = base.toASCIIString();
    // GitHub's image proxy keeps what it has fetched from an address: each date has its own.
    String address =
        folder
            + (folder.endsWith("/") ? "" : "/")
            + file
            + "?"
            + Integer.toHexString((date.id() + " " + date.acquired()).hashCode());
    return "<img src=\""
        + MarkdownText.escape(address)
        + "\" width=\""
        + PICTURE_WIDTH
        + "\" alt=\""
        + MarkdownText.escape(date.day())
        + "\">";
  }

  private static void changedFrames(StringBuilder text, List<LedgerChanges.ChangedFrame> frames) {
    if (frames.isEmpty()) {
      return;
    }
    text.append("\n#### Published frames that changed\n\n| date | scene | what |\n|---|---|---|\n");
    List<LedgerChanges.ChangedFrame> rows = frames.subList(0, Math.min(MOST_ROWS, frames.size()));
    for (LedgerChanges.ChangedFrame frame : rows) {
      row(
          text,
          MarkdownText.escape(frame.acquired()),
          scene(frame.id(), frame.panel()),
          MarkdownText.escape(String.join(", ", frame.why())));
    }
    more(text, frames.size() - rows.size(), "more");
  }

  private static void verdicts(StringBuilder text, String title, List<SceneVerdict> verdicts) {
    if (verdicts.isEmpty()) {
      return;
    }
    Map<String, Long> counts =
        verdicts.stream()
            .collect(
                Collectors.groupingBy(SceneVerdict::reason, TreeMap::new, Collectors.counting()));
    text.append("\n<details><summary>")
        .append(title)
        .append(": ")
        .append(
            counts.entrySet().stream()
                .map(e -> e.getValue() + " " + MarkdownText.escape(e.getKey()))
                .collect(Collectors.joining(", ")))
        .append("</summary>\n\n| scene | reason | why |\n|---|---|---|\n");
    List<SceneVerdict> rows = verdicts.subList(0, Math.min(MOST_ROWS, verdicts.size()));
    for (SceneVerdict verdict : rows) {
      row(
          text,
          scene(verdict.id(), verdict.panel()),
          MarkdownText.escape(verdict.reason()),
          MarkdownText.escape(verdict.detail()));
    }
    more(text, verdicts.size() - rows.size(), "more; the ledger has all of them");
    text.append("\n</details>\n");
  }

  /** The id of a scene, and its panel where frames have two and it is the second. */
  private static String scene(String id, int panel) {
    String name = SceneVerdict.panelName(panel);
    return MarkdownText.code(id) + (name.isEmpty() ? "" : " (" + name + ")");
  }

  private static void more(StringBuilder text, int count, String what) {
    if (count > 0) {
      text.append('\n').append(count).append(' ').append(what).append(".\n");
    }
  }

  private static void row(StringBuilder text, String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
