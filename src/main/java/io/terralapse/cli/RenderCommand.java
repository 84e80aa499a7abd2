package io.terralapse.cli;

import io.terralapse.ci.CiReports;
import io.terralapse.ci.RunReport;
import io.terralapse.config.JobSettings;
import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import io.terralapse.pipeline.RefusedScenes;
import io.terralapse.pipeline.RenderResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Renders the time-lapse. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Renders the time-lapse. If nothing has changed since the last run, reports that it is up"
            + " to date.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RenderCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutputOptions output;
  @Mixin private JobOptions options;
  @Mixin private LockOptions lock;

  @Parameters(
      arity = "0..1",
      paramLabel = "CONFIG",
      defaultValue = "config.yaml",
      description = "Configuration file (default: config.yaml).")
  private Path config;

  @Option(
      names = "--if-changed",
      description =
          "Write nothing unless the set of usable scenes has changed; changed settings are"
              + " ignored.")
  private boolean ifChanged;

  @Option(
      names = "--allow-single",
      description = "Render also if only one date can be used, which else is exit code 3.")
  private boolean allowSingle;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description =
          "Also write JUnit XML: a test case for each scene, passed if it is used, skipped if a"
              + " rule dropped it, failed if its data cannot be used.")
  private @Nullable Path junit;

  @Option(
      names = "--github",
      description =
          "Exit with 2 unless GITHUB_OUTPUT or GITHUB_STEP_SUMMARY is set; where they are set,"
              + " outputs and a summary are written with and without this option.")
  private boolean github;

  @Override
  public Integer call() throws Exception {
    CiReports reports =
        CiReports.of(Optional.ofNullable(junit), github, TerralapseCommand.of(spec).service());
    try (Session session = Session.of(spec, output)) {
      JobSettings job = options.load(config);
      RenderResult result = render(session, job, reports);
      session.endProgress();
      int code = exitCode(result);
      // Before the result is printed, so that it can have what failed, as one object.
      List<String> unwritten =
          reports.isEmpty() ? List.of() : reports.write(RunReport.of(job, result, code));
      print(result, job, session.terminal(), unwritten);
      if (code == ExitCode.DIFFERENCE.code()) {
        session.terminal().remark(strictness(result));
      }
      unwritten.forEach(sentence -> session.terminal().remark("terralapse: " + sentence));
      session.reported(job, result);
      return unwritten.isEmpty() ? code : ExitCode.ENVIRONMENT.code();
    }
  }

  private void print(
      RenderResult result, JobSettings job, Terminal terminal, List<String> unwritten) {
    if (output.json()) {
      terminal.json(result.with("report-unwritten", unwritten));
      return;
    }
    if (!output.quiet()) {
      terminal.remarks(result.dropped(), result.issues(), output.listsAll());
      result.notices().forEach(terminal::remark);
      result
          .places()
          .forEach(
              place -> terminal.remark(place.place() + ": " + String.join(", ", place.files())));
      result.onset().forEach(onset -> terminal.remark(onset.sentence()));
    }
    terminal.line(RenderSentence.of(result, job));
  }

  private RenderResult render(Session session, JobSettings job, CiReports reports)
      throws Exception {
    try {
      return session.job().render(session.request(job, lock.run(options, ifChanged, allowSingle)));
    } catch (Exception failure) {
      if (!reports.isEmpty() && !(failure instanceof CancellationException)) {
        report(job, failure, reports);
      }
      throw failure;
    }
  }

  private static void report(JobSettings job, Exception failure, CiReports reports) {
    UserError known = Failures.findUserError(failure);
    Optional<RefusedScenes> refused = RefusedScenes.find(failure);
    // What failed first is what the user has to know; what cannot be written now is not said.
    reports.write(
        RunReport.failed(
            job,
            known == null ? "This is a bug: " + failure : String.valueOf(known.getMessage()),
            (known == null ? ExitCode.BUG : known.exitCode()).code(),
            refused.map(RefusedScenes::dropped).orElse(List.of()),
            refused.map(RefusedScenes::issues).orElse(List.of())));
  }

  /** What a run with these warnings exits with. */
  private int exitCode(RenderResult result) {
    return options.strict() && !result.issues().isEmpty()
        ? ExitCode.DIFFERENCE.code()
        : ExitCode.OK.code();
  }

  /** What {@code --strict} refuses: warnings of this run, or of the one that made the files. */
  private String strictness(RenderResult result) {
    String warnings = Terminal.count(result.issues().size(), "warning");
    return "terralapse: --strict: "
        + (result.status().equals("unchanged")
            ? "nothing was published, and there "
                + (result.issues().size() == 1 ? "is " : "are ")
                + warnings
                + " about the scenes or the published files"
            : "the published files were made with " + warnings)
        + "; fix the causes and render again"
        + (ifChanged ? " without --if-changed" : "")
        + ", or leave out --strict.";
  }
}
