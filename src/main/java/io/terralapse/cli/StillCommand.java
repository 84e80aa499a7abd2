package io.terralapse.cli;

import io.terralapse.config.JobSettings;
import io.terralapse.model.ExitCode;
import io.terralapse.pipeline.StillRequest;
import io.terralapse.pipeline.StillResult;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws one date as an image. */
@Command(
    name = "still",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Draws one date as it appears in the video, as a PNG or JPEG.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class StillCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutputOptions output;
  @Mixin private JobOptions options;
  @Mixin private LockOptions lock;

  @Parameters(
      index = "0",
      paramLabel = "DATE",
      description = "Date (or its beginning, such as 2014-07) or scene id.")
  private String date;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CONFIG",
      defaultValue = "config.yaml",
      description = "Configuration file (default: config.yaml).")
  private Path config;

  @Option(
      names = "--draft",
      description = "Read only that date: not aligned, with a stretch of its own, much faster.")
  private boolean draft;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Image to write, .png or .jpg (default: NAME-DATE.png in the current folder).")
  private @Nullable Path out;

  @Override
  public Integer call() throws Exception {
    try (Session session = Session.of(spec, output)) {
      if (draft && lock.given()) {
        throw new ParameterException(
            spec.commandLine(),
            "--draft does not align, so --locked and --relock have no effect; leave them out");
      }
      JobSettings job = options.load(config);
      Path file =
          out != null
              ? out
              : Path.of(job.name() + "-" + date.replaceAll("[^A-Za-z0-9._-]", "_") + ".png");
      StillResult result =
          session
              .job()
              .still(session.request(job, lock.run(options)), new StillRequest(date, draft, file));
      session.endProgress();
      if (output.json()) {
        session.terminal().json(result);
      } else {
        session
            .terminal()
            .line(file + ": " + result.acquired() + ", " + result.width() + "x" + result.height());
      }
      return ExitCode.OK.code();
    }
  }
}
