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

  static SettingProof plan(String setting, String value, String... base) {
    return run(Verb.PLAN, setting, value, base);
  }

  static SettingProof still(String setting, String value, String... base) {
    return run(Verb.STILL, setting, value, base);
  }

  static SettingProof render(String setting, String value, String... base) {
    return run(Verb.RENDER, setting, value, base);
  }

  private static SettingProof run(Verb verb, String setting, String value, String... base) {
    return new SettingProof(setting, verb, List.of(value), List.of(base), "", "");
  }

  /**
   * Refused with a sentence.
   *
   * @param value of the setting itself
   */
  static SettingProof refused(String setting, String value, String words) {
    return new SettingProof(setting, null, List.of(setting + "=" + value), List.of(), "", words);
  }

  /** Proved by another test, which has the servers, sensors or threads that it needs. */
  static SettingProof elsewhere(String setting, String test, String words) {
    return new SettingProof(setting, null, List.of(), List.of(), test, words);
  }

  @Override
  public String toString() {
    return setting;
  }
}
