package io.terralapse.model;

/** The process exit codes, a contract with scripts. */
public enum ExitCode {
  OK(0),
  BUG(1),
  USAGE(2),
  NO_TIMELAPSE(3),
  ENVIRONMENT(4),
  DIFFERENCE(5);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number that the process ends with. */
  public int code() {
    return code;
  }
}
