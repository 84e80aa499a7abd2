package io.terralapse.model;

import org.jspecify.annotations.Nullable;

/**
 * A condition that the user can fix. The message is one sentence: the file or setting, what is
 * wrong, and a remedy.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  /** An error with the given exit code and sentence. */
  public UserError(ExitCode exitCode, String sentence) {
    this(exitCode, sentence, null);
  }

  /** As above, keeping the technical cause for the log. */
  public UserError(ExitCode exitCode, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.exitCode = exitCode;
  }

  /** Bad usage or configuration (exit 2). */
  public static UserError usage(String sentence) {
    return new UserError(ExitCode.USAGE, sentence);
  }

  /** The data cannot make a time-lapse (exit 3). */
  public static UserError noTimelapse(String sentence) {
    return new UserError(ExitCode.NO_TIMELAPSE, sentence);
  }

  /** The environment failed (exit 4). */
  public static UserError environment(String sentence, Throwable cause) {
    return new UserError(ExitCode.ENVIRONMENT, sentence, cause);
  }

  /** What the process exits with. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
