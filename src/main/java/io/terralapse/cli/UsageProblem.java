package io.terralapse.cli;

import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in the terms of its author. */
final class UsageProblem {
  private UsageProblem() {}

  /** A clause without a full stop. */
  static String of(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(unmatched.getUnmatched().get(0), failure);
    }
    if (failure instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      ArgSpec argument = missing.getMissing().get(0);
      return argument instanceof OptionSpec option
          ? option.longestName() + " needs a value, " + argument.paramLabel()
          : argument.paramLabel() + " is missing";
    }
    if (failure instanceof OverwrittenOptionException twice
        && twice.getOverwritten() instanceof OptionSpec option) {
      return option.longestName() + " is given twice; keep one";
    }
    return String.valueOf(failure.getMessage()).strip();
  }

  private static String unmatched(String argument, ParameterException failure) {
    if (argument.startsWith("-")) {
      return "'" + argument + "' is not an option";
    }
    boolean atRoot = failure.getCommandLine().getParent() == null;
    return atRoot
        ? "'" + argument + "' is not a verb"
        : "'" + argument + "' is one argument too many";
  }
}
