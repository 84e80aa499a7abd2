package io.terralapse.cli;

import io.terralapse.pipeline.RunOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What the lock is used for.
 *
 * <p>Index: {@code --locked}, {@code --relock}.
 */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class LockOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec verb;

  @Option(
      names = "--locked",
      description =
          "Exit with 2 if NAME.lock is missing or was made for other settings, instead of moving"
              + " published frames.")
  private boolean locked;

  @Option(
      names = "--relock",
      description = "Ignore NAME.lock, recalculate every shift and write a new lock.")
  private boolean relock;

  boolean given() {
    return locked || relock;
  }

  RunOptions run(JobOptions options) {
    return run(options, false, false);
  }

  RunOptions run(JobOptions options, boolean ifChanged, boolean allowSingle) {
    if (locked && relock) {
      throw new ParameterException(
          verb.commandLine(), "--locked and --relock exclude each other; use one of them");
    }
    return new RunOptions(
        options.noCache(),
        options.strict(),
        ifChanged,
        locked,
        relock,
        options.allowIncomplete(),
        allowSingle,
        Version.text());
  }
}
