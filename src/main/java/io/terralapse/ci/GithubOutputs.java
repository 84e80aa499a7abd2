package io.terralapse.ci;

import io.terralapse.ledger.LedgerChanges;
import io.terralapse.pipeline.RenderResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The outputs of a step of GitHub Actions: {@code result}, {@code why}, {@code video}, {@code
 * poster}, {@code ledger}, {@code frames}, {@code new_dates}, {@code new_count}, {@code
 * changed_frames}, {@code dropped} and {@code failed}. Lists have one line for each entry. Paths
 * are as seen from the current folder. Stateless.
 *
 * @see <a
 *     href="https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions">
 *     Workflow commands, setting an output parameter</a>
 */
final class GithubOutputs {
  private static final String DELIMITER = "TERRALAPSE_END";

  private GithubOutputs() {}

  /** Appends the outputs to the file that {@code GITHUB_OUTPUT} names. */
  static void append(RunReport report, Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    values(report).forEach((name, value) -> text.append(entry(name, value)));
    Files.write(
        file,
        text.toString().getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static Map<String, String> values(RunReport report) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("result", report.status());
    values.put("why", report.result().map(r -> r.changes().why()).orElse(report.failure()));
    values.put("video", existing(report.video()));
    values.put("poster", existing(report.posterFile()));
    values.put("ledger", existing(report.ledger()));
    values.put(
        "frames",
        Long.toString(
            report.with(SceneVerdict.Outcome.USED).stream()
                .map(verdict -> verdict.properties().getOrDefault("frame", ""))
                .distinct()
                .count()));
    List<LedgerChanges.NewDate> dates =
        report.result().map(RenderResult::changes).map(LedgerChanges::newDates).orElse(List.of());
    values.put(
        "new_dates", dates.stream().map(GithubOutputs::line).collect(Collectors.joining("\n")));
    values.put("new_count", Integer.toString(dates.size()));
    values.put(
        "changed_frames",
        Integer.toString(report.result().map(r -> r.changes().changedFrames().size()).orElse(0)));
    values.put("dropped", Integer.toString(report.with(SceneVerdict.Outcome.DROPPED).size()));
    values.put("failed", Integer.toString(report.with(SceneVerdict.Outcome.FAILED).size()));
    return values;
  }

  private static String line(LedgerChanges.NewDate date) {
    String panel = SceneVerdict.panelName(date.panel());
    return date.acquired() + (panel.isEmpty() ? "" : " (" + panel + ")");
  }

  private static String existing(Path file) {
    return Files.isRegularFile(file) ? shown(file) : "";
  }

  private static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = file.toAbsolutePath().normalize();
    return (absolute.startsWith(here) ? here.relativize(absolute) : absolute).toString();
  }

  /** One output. A value of several lines ends with a line that does not occur in it. */
  static String entry(String name, String value) {
    if (value.indexOf('\n') < 0 && value.indexOf('\r') < 0) {
      return name + "=" + value + "\n";
    }
    String delimiter = DELIMITER;
    while (value.contains(delimiter)) {
      delimiter += "_";
    }
    return name + "<<" + delimiter + "\n" + value + "\n" + delimiter + "\n";
  }
}
