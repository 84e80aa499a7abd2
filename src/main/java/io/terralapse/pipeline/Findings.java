package io.terralapse.pipeline;

import io.terralapse.ledger.Ledger;
import io.terralapse.model.Issue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a comparison of published files finds. Not thread-safe. */
final class Findings {
  /** What could not be compared, and why. */
  static final String NOT_COMPARED = "not-compared";

  private final List<Issue> differences = new ArrayList<>();
  private final List<Issue> notes = new ArrayList<>();

  /** Adds a difference; the sentence may lack its full stop, as messages of errors do. */
  void differ(String code, String subject, @Nullable String sentence) {
    differences.add(new Issue(code, subject, phrase(sentence) + "."));
  }

  /**
   * Adds a difference of a file.
   *
   * @param what continues the name of the file, without a full stop
   */
  void differ(String code, Ledger.Output output, String what) {
    differ(code, output.file(), output.file() + " " + what);
  }

  /**
   * Adds that a file could not be compared, which is no difference.
   *
   * @param what continues the name of the file, without a full stop
   */
  void note(Ledger.Output output, String what) {
    note(output.file(), output.file() + " " + what);
  }

  /** As above, with a whole sentence without its full stop. */
  void note(String subject, String sentence) {
    notes.add(new Issue(NOT_COMPARED, subject, sentence + "."));
  }

  /** A sentence as part of another one, without its full stop. */
  static String phrase(@Nullable String sentence) {
    return String.valueOf(sentence).replaceFirst("\\.\\s*$", "");
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
