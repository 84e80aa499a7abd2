package io.terralapse.cli;

import io.terralapse.pipeline.TimelapseJob;
import io.terralapse.pipeline.TimelapseJobs;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Makes the command line, with the real program behind it or, in tests, another. */
public final class Wiring {
  private Wiring() {}

  /** Runs one command; returns the exit code. */
  public static int run(String... arguments) {
    Interruption interruption = Interruption.ofProcess();
    try {
      return commandLine(TimelapseJobs::new, interruption, System.getenv()).execute(arguments);
    } finally {
      interruption.end();
    }
  }

  /** The command line as users have it, outside of a CI service. */
  public static CommandLine commandLine() {
    return commandLine(Map.of());
  }

  /**
   * The command line as a CI service has it.
   *
   * @param service variables by which the service names files for reports
   */
  public static CommandLine commandLine(Map<String, String> service) {
    return commandLine(TimelapseJobs::new, new Interruption(), service);
  }

  static CommandLine commandLine(Supplier<TimelapseJob> job, Interruption interruption) {
    return commandLine(job, interruption, Map.of());
  }

  /**
   * The command line.
   *
   * @param service variables by which a CI service names files for reports
   */
  static CommandLine commandLine(
      Supplier<TimelapseJob> job, Interruption interruption, Map<String, String> service) {
    return new CommandLine(new TerralapseCommand(job, interruption, service))
        .setExecutionStrategy(Wiring::runLast)
        .setExecutionExceptionHandler(new ErrorHandlers())
        .setParameterExceptionHandler(ErrorHandlers::usage)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** Runs a verb. picocli hands only exceptions to its handler; errors have exit codes too. */
  private static int runLast(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (VirtualMachineError | LinkageError error) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), "failed", error);
    }
  }
}
