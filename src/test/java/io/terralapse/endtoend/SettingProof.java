package io.terralapse.endtoend;

import java.util.List;

/**
 * A proof that a setting does something.
 *
 * @param setting dotted
 * @param verb what is run; null for a refusal or a test elsewhere
 * @param values {@code key=value} for the second run
 * @param base {@code key=value} for both runs
 * @param words what the refusal says, or what the test elsewhere contains
 */
record SettingProof(
    String setting, Verb verb, List<String> values, List<String> base, String test, String words) {

  /** What two runs are compared by. */
  enum Verb {
    PLAN,
    STILL,
    RENDER
  }

  @Override
  public String toString() {
    return setting;
  }
}
