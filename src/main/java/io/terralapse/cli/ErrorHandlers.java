package io.terralapse.cli;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns exceptions into one sentence and an exit code. Only a bug prints its stack trace. */
final class ErrorHandlers implements IExecutionExceptionHandler {
  /** What a shell reports for a process ended by SIGINT. */
  private static final int INTERRUPTED = 130;

  static final String INTERRUPTION = "Interrupted; what was published before is unchanged.";

  /** Of a run that had begun to publish. */
  static final String PUBLISHING =
      "Interrupted while the new files were published; run again to complete and to report that.";

  private static final Logger LOG = LoggerFactory.getLogger(ErrorHandlers.class);

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine line, @Nullable ParseResult parsed) {
    PrintWriter err = line.getErr();
    Throwable failure = unwrap(exception);
    if (failure instanceof CancellationException) {
      return report(line, parsed, INTERRUPTED, INTERRUPTION);
    }
    UserError known = Failures.findUserError(failure);
    if (known != null) {
      logCause(known);
      return report(line, parsed, known.exitCode().code(), String.valueOf(known.getMessage()));
    }
    int code = ExitCode.BUG.code();
    Throwable bug =
        failure instanceof ExecutionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    report(
        line,
        parsed,
        code,
        "This is a bug in terralapse ("
            + bug.getClass().getSimpleName()
            + "); please report it with the lines below.");
    bug.printStackTrace(err);
    err.flush();
    return code;
  }

  /** picocli's wrapper has no message of its own. */
  private static Throwable unwrap(Exception exception) {
    Throwable cause = exception.getCause();
    return exception instanceof ExecutionException && cause != null ? cause : exception;
  }

  /** Why, for those who asked: in one line with {@code -v}, with its trace with {@code -vv}. */
  private static void logCause(UserError known) {
    if (LOG.isDebugEnabled()) {
      LOG.debug("Exit code {}", known.exitCode().code(), known);
      return;
    }
    for (Throwable at = known.getCause(); at != null; at = at.getCause()) {
      LOG.info("Cause: {}", at.toString());
    }
  }

  private static int report(
      CommandLine line, @Nullable ParseResult parsed, int code, String sentence) {
    // A configuration with several problems has a line for each.
    Terminal terminal = new Terminal(line.getOut(), line.getErr());
    sentence.lines().forEach(one -> terminal.remark("terralapse: " + complete(one)));
    if (isJsonRequested(parsed)) {
      terminal.jsonError(code, sentence);
    }
    return code;
  }

  /** Clauses that are quoted elsewhere too have no full stop of their own. */
  private static String complete(String sentence) {
    return sentence.isEmpty() || ".!?:".indexOf(sentence.charAt(sentence.length() - 1)) >= 0
        ? sentence
        : sentence + ".";
  }

  private static boolean isJsonRequested(@Nullable ParseResult parsed) {
    for (ParseResult at = parsed; at != null; at = at.subcommand()) {
      if (at.hasMatchedOption("--json")) {
        return true;
      }
    }
    return false;
  }

  /** Bad usage: one sentence, and how to get help. */
  static int usage(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    String sentence = UsageProblem.of(failure);
    String help = line.getCommandSpec().qualifiedName() + " --help";
    Terminal terminal = new Terminal(line.getOut(), line.getErr());
    terminal.remark("terralapse: " + sentence.strip() + " (see `" + help + "`)");
    if (List.of(arguments).contains("--json")) {
      terminal.jsonError(ExitCode.USAGE.code(), sentence);
    }
    return ExitCode.USAGE.code();
  }
}
