package io.terralapse.pipeline;

import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Issue;
import io.terralapse.model.UserError;
import java.util.List;

/**
 * How a job is run, apart from the job itself.
 *
 * @param noCache neither use nor keep what earlier runs measured
 * @param strict publish nothing if there are warnings
 * @param ifChanged do nothing unless the scenes have changed, whatever the settings say
 * @param locked refuse to publish if the lock is missing or does not apply
 * @param relock ignore the lock, recalculate everything and replace it
 * @param allowIncomplete use what was read of a catalogue that could not be read completely
 * @param allowSingle render a single date
 * @param toolVersion the program's version; outputs depend on it
 */
public record RunOptions(
    boolean noCache,
    boolean strict,
    boolean ifChanged,
    boolean locked,
    boolean relock,
    boolean allowIncomplete,
    boolean allowSingle,
    String toolVersion) {

  /** Options without any switch. */
  public static RunOptions plain(String toolVersion) {
    return new RunOptions(false, false, false, false, false, false, false, toolVersion);
  }

  /** The same with {@code --no-cache}. */
  RunOptions withoutCache() {
    return new RunOptions(
        true, strict, ifChanged, locked, relock, allowIncomplete, allowSingle, toolVersion);
  }

  /** The option by which nothing is up to date; empty if there is none. */
  String ignoring() {
    return noCache ? "--no-cache" : relock ? "--relock" : "";
  }

  /** How many dates a video needs. */
  int leastDates() {
    return allowSingle ? 1 : 2;
  }

  /**
   * Refuses scenes of which some are missing because a catalogue could not be read, unless {@code
   * --allow-incomplete} is given: a video without them would look complete.
   *
   * @throws UserError (exit 4 if the network failed or the catalogue was read in part, exit 3 if it
   *     cannot be searched) naming the first such catalogue
   */
  void refuseIncomplete(List<Issue> issues) {
    for (Issue issue : allowIncomplete ? List.<Issue>of() : issues) {
      switch (issue.code()) {
        case DescribedScenes.INCOMPLETE ->
            throw new UserError(ExitCode.ENVIRONMENT, issue.sentence());
        case DescribedScenes.UNSEARCHED ->
            throw new UserError(ExitCode.NO_TIMELAPSE, issue.sentence());
        default -> {
          // Not about a catalogue.
        }
      }
    }
  }

  /**
   * Refuses a result that has warnings, under {@code --strict}.
   *
   * @param withheld what is not done then, such as {@code nothing was published}
   * @throws UserError (exit 5) naming the first warning
   */
  void refuseIfStrict(List<Issue> issues, String withheld) {
    if (strict && !issues.isEmpty()) {
      throw new UserError(
          ExitCode.DIFFERENCE,
          "--strict: "
              + withheld
              + ", because of "
              + issues.size()
              + (issues.size() == 1 ? " warning: " : " warnings, the first of which is: ")
              + issues.get(0).sentence());
    }
  }
}
