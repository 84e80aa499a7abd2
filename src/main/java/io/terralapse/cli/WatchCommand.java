package io.terralapse.cli;

import io.terralapse.config.JobSettings;
import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import io.terralapse.pipeline.RenderResult;
import io.terralapse.run.Cancellation;
import io.terralapse.watch.WatchLoop;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Renders whenever scenes arrive. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description =
        "Renders now, and again whenever scenes arrive in the folders or catalogues of the job, until"
            + " it is stopped. Prints a line for each event on stderr, and the result of each run on"
            + " stdout.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class WatchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutputOptions output;
  @Mixin private JobOptions options;
  @Mixin private LockOptions lock;

  @Parameters(
      arity = "0..1",
      paramLabel = "CONFIG",
      defaultValue = "config.yaml",
      description = "Configuration file (default: config.yaml), read again at each run.")
  private Path config;

  @Override
  public Integer call() throws Exception {
    try (Session session = Session.of(spec, output)) {
      lock.run(options);
      JobSettings job = options.load(config);
      Cancellation whole = session.cancellation();
      new WatchLoop(job, () -> render(session, whole), line -> event(session, line), whole).run();
      event(session, "stopped");
      return ExitCode.OK.code();
    }
  }

  private void event(Session session, String line) {
    if (!output.quiet()) {
      session.terminal().remark("terralapse: " + line);
    }
  }

  /** One run; whether the same may succeed later. */
  private boolean render(Session session, Cancellation whole) {
    Cancellation part = whole.begin();
    try {
      JobSettings job = options.load(config);
      RenderResult result = session.job().render(session.request(job, lock.run(options), part));
      session.endProgress();
      print(result, job, session.terminal());
      session.reported(job, result);
      return false;
    } catch (CancellationException stopped) {
      return false;
    } catch (Exception failure) {
      session.endProgress();
      return report(failure, session.terminal());
    } finally {
      whole.end(part);
    }
  }

  private void print(RenderResult result, JobSettings job, Terminal terminal) {
    if (output.json()) {
      terminal.json(result);
      return;
    }
    if (!output.quiet()) {
      terminal.remarks(result.dropped(), result.issues(), output.listsAll());
    }
    terminal.line(RenderSentence.of(result, job));
  }

  private boolean report(Exception failure, Terminal terminal) {
    UserError known = Failures.findUserError(failure);
    ExitCode code = known == null ? ExitCode.BUG : known.exitCode();
    String sentence = sentence(known, failure);
    sentence
        .lines()
        .forEach(
            line -> terminal.remark("terralapse: failed (exit code " + code.code() + "): " + line));
    if (known == null) {
      terminal.trace(failure);
    }
    if (output.json()) {
      terminal.jsonError(code.code(), sentence);
    }
    return code == ExitCode.ENVIRONMENT;
  }

  private static String sentence(@Nullable UserError known, Exception failure) {
    return known == null
        ? "This is a bug in terralapse ("
            + failure.getClass().getSimpleName()
            + "); please report it with the lines below."
        : String.valueOf(known.getMessage());
  }
}
