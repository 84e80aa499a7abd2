package io.terralapse.cli;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** From exceptions to one sentence and an exit code. Only a bug prints a stack trace. */
final class ErrorHandlers implements IExecutionExceptionHandler {
  /** What a shell reports for a process ended by SIGINT. */
  private static final int INTERRUPTED = 130;

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine line, @Nullable ParseResult parsed) {
    PrintWriter err = line.getErr();
    Throwable failure = unwrap(exception);
    if (failure instanceof CancellationException) {
      return report(line, parsed, INTERRUPTED, "Interrupted; what was published before stands.");
    }
    UserError known = findUserError(failure);
    if (known != null) {
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

  /** picocli's own wrapping says nothing. */
  private static Throwable unwrap(Exception exception) {
    Throwable cause = exception.getCause();
    return exception instanceof ExecutionException && cause != null ? cause : exception;
  }

  /**
   * The error for users behind a failure: itself, or what a failing disk or full memory amounts to.
   */
  static @Nullable UserError findUserError(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof UserError user) {
        return user;
      }
      String message = String.valueOf(at.getMessage());
      if (at instanceof IOException && message.contains("No space left")) {
        return UserError.environment(
            "The disk is full ("
                + message
                + "); free space, or name other folders under output_dir and cache.dir.",
            at);
      }
      if (at instanceof OutOfMemoryError) {
        return UserError.environment(
            "memory: not enough for this job; raise memory and the launcher's limit, or make the grid smaller.",
            at);
      }
      if (at instanceof IOException io) {
        return UserError.environment(
            "Reading or writing failed: " + io.getMessage() + "; check the file and its folder.",
            io);
      }
    }
    return null;
  }

  private static int report(
      CommandLine line, @Nullable ParseResult parsed, int code, String sentence) {
    line.getErr().println("terralapse: " + sentence);
    line.getErr().flush();
    if (wantsJson(parsed)) {
      new Terminal(line.getOut(), line.getErr()).jsonError(code, sentence);
    }
    return code;
  }

  private static boolean wantsJson(@Nullable ParseResult parsed) {
    for (ParseResult at = parsed; at != null; at = at.subcommand()) {
      if (at.hasMatchedOption("--json")) {
        return true;
      }
    }
    return false;
  }

  /** Bad usage: one sentence, the nearest word if there is one, and where help is. */
  static int usage(ParameterException failure, String[] arguments) {
    CommandLine line = failure.getCommandLine();
    String sentence = String.valueOf(failure.getMessage());
    List<String> near =
        failure instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    String help = line.getCommandSpec().qualifiedName() + " --help";
    line.getErr()
        .println(
            "terralapse: "
                + sentence.strip()
                + (near.isEmpty()
                    ? ""
                    : String.format(Locale.ROOT, "; did you mean %s?", near.get(0)))
                + " (see `"
                + help
                + "`)");
    line.getErr().flush();
    if (List.of(arguments).contains("--json")) {
      new Terminal(line.getOut(), line.getErr()).jsonError(ExitCode.USAGE.code(), sentence);
    }
    return ExitCode.USAGE.code();
  }
}
