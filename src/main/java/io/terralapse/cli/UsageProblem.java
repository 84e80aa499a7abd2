package io.terralapse.cli;

import io.terralapse.config.NearestName;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in the terms of its author. */
final class UsageProblem {
  private UsageProblem() {}

  /** A clause without a full stop, with the name that was probably meant. */
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
    CommandLine line = failure.getCommandLine();
    if (argument.startsWith("-")) {
      return "'"
          + argument
          + "' is not an option"
          + NearestName.of(argument, new TreeSet<>(line.getCommandSpec().optionsMap().keySet()))
              .map(UsageProblem::meant)
              .orElse("");
    }
    if (line.getParent() != null) {
      return "'" + argument + "' is one argument too many";
    }
    Set<String> verbs = new TreeSet<>(line.getSubcommands().keySet());
    return "'"
        + argument
        + "' is not a verb"
        + NearestName.of(argument, verbs)
            .map(UsageProblem::meant)
            .orElseGet(() -> "; there are " + String.join(", ", verbs));
  }

  private static String meant(String name) {
    return "; did you mean " + name + "?";
  }
}
