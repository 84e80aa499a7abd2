package io.terralapse.cli;

import io.terralapse.config.JobSettings;
import io.terralapse.model.ExitCode;
import io.terralapse.pipeline.RenderResult;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
        "Renders the time-lapse. If nothing has changed since the last run, reports that it is up to date.")
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
          "Render only if the set of usable scenes has changed; changed settings are ignored.")
  private boolean ifChanged;

  @Option(
      names = "--allow-single",
      description = "Render also if only one date can be used, which else is exit code 3.")
  private boolean allowSingle;

  @Override
  public Integer call() throws Exception {
    try (Session session = Session.of(spec, output)) {
      JobSettings job = options.load(config);
      RenderResult result =
          session.job().render(session.request(job, lock.run(options, ifChanged, allowSingle)));
      session.endProgress();
      if (output.json()) {
        session.terminal().json(result);
      } else {
        if (!output.quiet()) {
          session.terminal().remarks(result.dropped(), result.issues(), output.listsAll());
          result.notices().forEach(session.terminal()::remark);
        }
        session.terminal().line(sentence(result, job));
      }
      return exitCode(result, session.terminal());
    }
  }

  /** What a run that makes these files would exit with. */
  private int exitCode(RenderResult result, Terminal terminal) {
    if (!options.strict() || result.issues().isEmpty()) {
      return ExitCode.OK.code();
    }
    terminal.remark(
        "terralapse: --strict: the published files were made with "
            + Terminal.count(result.issues().size(), "warning")
            + "; fix the causes and render again, or leave out --strict.");
    return ExitCode.DIFFERENCE.code();
  }

  private static String sentence(RenderResult result, JobSettings job) {
    if (result.status().equals("unchanged")) {
      return "Up to date: " + published(job) + ".";
    }
    return String.format(
        Locale.ROOT,
        "Rendered %s, %.1f s, in %.1f s%s: %s",
        Terminal.count(result.frames(), "frame"),
        result.durationSeconds(),
        result.seconds(),
        result.moved().isEmpty()
            ? ""
            : ", " + result.moved().size() + " of them moved since they were published",
        result.outputs().stream()
            .map(name -> Terminal.shown(job.outputDir().resolve(name)))
            .collect(Collectors.joining(", ")));
  }

  /** The video, or the ledger of a job without one. */
  private static String published(JobSettings job) {
    return Terminal.shown(
        job.outputDir().resolve(job.name() + (job.mp4() ? ".mp4" : ".ledger.json")));
  }
}
