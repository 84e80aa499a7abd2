package io.terralapse.doctor;

/**
 * One thing that a job needs of its machine.
 *
 * @param name a word
 * @param status whether it is there
 * @param sentence what was found, and the way out if it will not do
 */
public record Check(String name, Status status, String sentence) {

  /** Verdicts. */
  public enum Status {
    OK,
    WARN,
    FAIL
  }
}
