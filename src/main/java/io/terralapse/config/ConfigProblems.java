package io.terralapse.config;

import io.terralapse.model.UserError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that is wrong with a configuration, so that it can be reported at once: one sentence
 * for each problem, those of the file in its order before those of variables and flags. Not
 * thread-safe.
 */
final class ConfigProblems {
  /** More would scroll the first ones off the screen. */
  private static final int MAX_SHOWN = 20;

  private final List<Problem> problems = new ArrayList<>();

  /**
   * One problem.
   *
   * @param pointer JSON pointer to the value; empty if no value can be named
   * @param origin where the value was given
   */
  private record Problem(String pointer, ConfigOrigin origin, String sentence) {}

  /** Adds a problem, unless one of this value, or of one around or inside it, is known. */
  void add(String pointer, ConfigOrigin origin, String text) {
    boolean known =
        !pointer.isEmpty()
            && problems.stream()
                .map(Problem::pointer)
                .filter(other -> !other.isEmpty())
                .anyMatch(other -> isInside(pointer, other) || isInside(other, pointer));
    if (!known) {
      problems.add(new Problem(pointer, origin, origin.sentence(text)));
    }
  }

  private static boolean isInside(String pointer, String outer) {
    return pointer.equals(outer) || pointer.startsWith(outer + "/");
  }

  /** Pointers to the values that are wrong. */
  List<String> pointers() {
    return problems.stream().map(Problem::pointer).filter(p -> !p.isEmpty()).toList();
  }

  /**
   * Ends the loading if there is any problem.
   *
   * @throws UserError (usage) with one line for each problem
   */
  void throwIfAny() {
    if (problems.isEmpty()) {
      return;
    }
    Set<String> lines =
        problems.stream()
            .sorted(Comparator.comparing(Problem::origin))
            .map(Problem::sentence)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<String> shown = new ArrayList<>(lines);
    if (shown.size() > MAX_SHOWN) {
      int more = shown.size() - MAX_SHOWN;
      shown.subList(MAX_SHOWN, shown.size()).clear();
      shown.add(
          "There "
              + (more == 1 ? "is 1 more problem" : "are " + more + " more problems")
              + " in the configuration; fix these first.");
    }
    throw UserError.usage(String.join("\n", shown));
  }
}
