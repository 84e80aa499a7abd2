package io.terralapse.pipeline;

import io.terralapse.ledger.Ledger;
import io.terralapse.model.Issue;
import java.util.ArrayList;
import java.util.List;

/** What a comparison of published files finds. Not thread-safe. */
final class Findings {
  /** What could not be compared, and why. */
  static final String NOT_COMPARED = "not-compared";

  private final List<Issue> differences = new ArrayList<>();
  private final List<Issue> notes = new ArrayList<>();

  /** Adds a difference. */
  void differ(String code, String subject, String sentence) {
    differences.add(new Issue(code, subject, sentence));
  }

  /**
   * Adds a difference of a file.
   *
   * @param what continues the name of the file, without a full stop
   */
  void differ(String code, Ledger.Output output, String what) {
    differ(code, output.file(), output.file() + " " + what + ".");
  }

  /**
   * Adds that a file could not be compared, which is no difference.
   *
   * @param what continues the name of the file, without a full stop
   */
  void note(Ledger.Output output, String what) {
    notes.add(new Issue(NOT_COMPARED, output.file(), output.file() + " " + what + "."));
  }

  /** In the order in which they were found. */
  List<Issue> differences() {
    return differences;
  }

  /** In the order in which they were found. */
  List<Issue> notes() {
    return notes;
  }
}
