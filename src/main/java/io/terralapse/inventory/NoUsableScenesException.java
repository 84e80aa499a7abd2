package io.terralapse.inventory;

import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Issue;
import io.terralapse.model.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Too few dates are left to make a time-lapse of; carries the reason for every scene, for the
 * ledger.
 */
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

  /** Ledger reason of the only date that is left. */
  public static final String ALONE = "single";

  /**
   * The sentence for too few dates.
   *
   * @param left 0 or 1
   * @param why which rules dropped how many scenes; empty if none was dropped
   */
  public static String tooFew(int left, Optional<String> why) {
    String count =
        left == 0
            ? "scenes: no date is left for the video"
            : "scenes: only one date is left, and a time-lapse needs two";
    return count
        + why.map(text -> ": " + text).orElse("")
        + (left == 0
            ? "."
            : (why.isPresent() ? "; " : ": ")
                + "add scenes, or render the one with --allow-single.");
  }

  /** Dropped scenes, and those of a date that is not enough for a video. */
  public static List<DroppedScene> withUnused(
      List<DroppedScene> dropped, List<Acquisition> unused) {
    List<DroppedScene> all = new ArrayList<>(dropped);
    for (Acquisition acquisition : unused) {
      acquisition
          .scenes()
          .forEach(
              scene ->
                  all.add(
                      new DroppedScene(
                          scene, ALONE, scene.id() + " is the only date that is left.")));
    }
    return all;
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
    return new UserError(ExitCode.NO_TIMELAPSE, String.valueOf(getMessage()), this);
  }

  /**
   * The error for the user (exit 3) of a run that has written a ledger.
   *
   * @param ledger where it is
   */
  public UserError asUserError(String ledger) {
    String sentence = String.valueOf(getMessage());
    String open = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    return new UserError(
        ExitCode.NO_TIMELAPSE,
        open + " (the reasons, scene by scene, are in " + ledger + ").",
        this);
  }
}
