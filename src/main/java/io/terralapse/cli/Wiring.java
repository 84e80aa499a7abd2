package io.terralapse.cli;

import io.terralapse.pipeline.RenderPipeline;
import io.terralapse.pipeline.TimelapseJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Makes the command line, with the real program behind it or, in tests, another. */
public final class Wiring {
  private Wiring() {}

  /** Runs one command; returns the exit code. */
  public static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  /** The command line as users have it. */
  public static CommandLine commandLine() {
    return commandLine(null);
  }

  /** The command line over another job. */
  static CommandLine commandLine(@Nullable TimelapseJob job) {
    CommandLine line = new CommandLine(new TerralapseCommand());
    if (job != null) {
      line.getCommandSpec().addMixin("job", CommandSpec.wrapWithoutInspection(job));
    }
    return line.setExecutionStrategy(Wiring::run)
        .setExecutionExceptionHandler(new ErrorHandlers())
        .setParameterExceptionHandler(ErrorHandlers::usage)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** picocli hands exceptions to the handler but lets errors through, full memory among them. */
  private static int run(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError error) {
      throw new ExecutionException(
          parsed.commandSpec().commandLine(), String.valueOf(error.getMessage()), error);
    }
  }

  static TimelapseJob job(CommandSpec spec) {
    CommandSpec given = spec.root().mixins().get("job");
    return given == null ? new RenderPipeline() : (TimelapseJob) given.userObject();
  }
}
