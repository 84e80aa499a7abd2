package io.terralapse.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * How a verb about a job prints.
 *
 * <p>Index: {@code --json}, {@code -v}, {@code -q}.
 */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class OutputOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Option(
      names = "--json",
      description = "Print the result as one JSON object, and nothing else, on stdout.")
  private boolean json;

  @Option(
      names = {"-v", "--verbose"},
      description =
          "Log every stage on stderr and list every warning; -vv also logs details and the causes of"
              + " errors.")
  private boolean[] verbose = {};

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress and no warnings.")
  private boolean quiet;

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }

  /** Whether every warning has a line of its own. */
  boolean listsAll() {
    return verbose.length > 0;
  }

  /** How much is logged. */
  Logging.Detail detail() {
    if (quiet && verbose.length > 0) {
      throw new ParameterException(
          verb.commandLine(), "-q and -v exclude each other; use one of them");
    }
    return quiet
        ? Logging.Detail.ERRORS
        : switch (verbose.length) {
          case 0 -> Logging.Detail.WARNINGS;
          case 1 -> Logging.Detail.STAGES;
          default -> Logging.Detail.EVERYTHING;
        };
  }
}
