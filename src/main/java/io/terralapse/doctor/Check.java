package io.terralapse.doctor;

/**
 * One thing that a job needs of its machine.
 *
 * @param name an identifier
 * @param status whether it is there
 * @param sentence what was found, and a remedy if it is not sufficient
 */
public record Check(String name, Status status, String sentence) {

  /** Verdicts. */
  public enum Status {
    OK,
    WARN,
    FAIL
  }
}
