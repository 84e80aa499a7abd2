package io.terralapse.inventory;

import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import io.terralapse.model.UserError;
import java.util.List;

/** No scene is left to make a time-lapse of; carries the reason for every scene, for the ledger. */
public final class NoUsableScenesException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<DroppedScene> dropped;
  private final transient List<Issue> issues;

  /**
   * No scene is left.
   *
   * @param sentence names the setting, what is wrong, and a remedy
   * @param dropped every scene that was found, with its reason
   * @param issues what was wrong with the data
   */
  public NoUsableScenesException(String sentence, List<DroppedScene> dropped, List<Issue> issues) {
    super(sentence);
    this.dropped = List.copyOf(dropped);
    this.issues = List.copyOf(issues);
  }

  /** Every scene that was found, with its reason. */
  public List<DroppedScene> dropped() {
    return dropped;
  }

  /** What was wrong with the data. */
  public List<Issue> issues() {
    return issues;
  }

  /** The error for the user (exit 3). */
  public UserError asUserError() {
    return UserError.noTimelapse(String.valueOf(getMessage()));
  }
}
