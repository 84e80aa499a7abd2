package io.terralapse.access;

import io.terralapse.model.DataException;

/** An archive does not contain a member; one that cannot be unpacked is another failure. */
public final class NoSuchMemberException extends DataException {
  private static final long serialVersionUID = 1L;

  /**
   * With a message for the user.
   *
   * @param member the archive and the name in it
   */
  public NoSuchMemberException(String member) {
    super(member + " does not exist");
  }
}
