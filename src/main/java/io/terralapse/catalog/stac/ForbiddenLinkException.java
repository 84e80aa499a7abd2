package io.terralapse.catalog.stac;

/**
 * A document links to where it may not. The message is a clause that continues "x links to y, ".
 */
final class ForbiddenLinkException extends Exception {
  private static final long serialVersionUID = 1L;

  ForbiddenLinkException(String clause) {
    super(clause);
  }

  /** The clause. */
  String clause() {
    return String.valueOf(getMessage());
  }
}
