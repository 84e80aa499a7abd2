package io.terralapse.catalog.stac;

/** A document leads where it may not. The message is a clause that continues "x leads to y, ". */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  Refused(String clause) {
    super(clause);
  }

  /** The clause. */
  String clause() {
    return String.valueOf(getMessage());
  }
}
