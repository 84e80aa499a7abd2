package io.terralapse.cli;

import io.terralapse.config.JobSettings;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Shift;
import io.terralapse.pipeline.AlignResult;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the co-registration offsets between dates. */
@Command(
    name = "align",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Measures the co-registration offsets between dates and writes a report; makes no video.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class AlignCommand implements Callable<Integer> {
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
      names = "--write-aligned",
      paramLabel = "DIR",
      description =
          "Also write the aligned frames there, as cloud-optimised GeoTIFFs with the bands' values.")
  private @Nullable Path writeAligned;

  @Override
  public Integer call() throws Exception {
    try (Session session = Session.of(spec, output)) {
      JobSettings job = options.load(config);
      AlignResult result =
          session
              .job()
              .align(session.request(job, lock.run(options)), Optional.ofNullable(writeAligned));
      session.endProgress();
      if (output.json()) {
        session.terminal().json(result);
      } else {
        print(result, session.terminal());
        if (!output.quiet()) {
          session.terminal().remarks(result.dropped(), result.issues(), output.listsAll());
        }
      }
      return options.strict() && !result.issues().isEmpty()
          ? ExitCode.DIFFERENCE.code()
          : ExitCode.OK.code();
    }
  }

  private static void print(AlignResult result, Terminal terminal) {
    for (AlignResult.AlignedDate date : result.dates()) {
      Shift shift = date.shift();
      boolean tooSmall = shift.status() == Shift.Status.ALIGNED && !shift.applied();
      terminal.line(
          String.format(
              Locale.ROOT,
              "%-20s %-10s %-12s %+8.3f %+8.3f px +- %.3f, %d of %d windows%s  %s",
              date.acquired().text(),
              shift.status().word(),
              shift.model(),
              shift.dxPx(),
              shift.dyPx(),
              shift.uncertaintyPx(),
              shift.tiePoints(),
              shift.tiePoints() + shift.rejectedTiePoints(),
              tooSmall ? ", too small to be applied" : "",
              date.id()));
    }
    for (Path file : result.written()) {
      terminal.line(Terminal.shown(file));
    }
    terminal.line(Terminal.shown(result.page()));
  }
}
