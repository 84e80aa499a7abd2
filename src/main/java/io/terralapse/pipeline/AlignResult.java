package io.terralapse.pipeline;

import io.terralapse.model.Issue;
import java.nio.file.Path;
import java.util.List;

/**
 * How the dates lie to each other.
 *
 * @param page the page that shows it
 * @param reference id of the date that the others were compared with; empty if alignment is off
 * @param dates in order of time
 * @param written aligned frames, in the same order; empty if none were asked for
 * @param dropped scenes that are not used
 * @param issues what was wrong on the way
 */
public record AlignResult(
    Path page,
    String reference,
    List<AlignedDate> dates,
    List<Path> written,
    List<Dropped> dropped,
    List<Issue> issues) {

  /**
   * One date.
   *
   * @param id its acquisition
   * @param acquired its date, as precisely as is known
   * @param status {@code reference}, {@code aligned}, {@code refused} or {@code off}
   * @param model {@code translation}, {@code affine}, {@code local} or {@code none}
   * @param dxPx how far its content lay right of the reference's, frame pixels
   * @param dyPx the same, below
   * @param uncertaintyPx one standard deviation of the shift's length, frame pixels
   * @param votes windows that agree
   * @param rejectedVotes windows that do not
   * @param closurePx largest disagreement of its measurements with the others', frame pixels
   * @param confidence 0 to 1
   * @param applied whether a film moves it
   */
  public record AlignedDate(
      String id,
      String acquired,
      String status,
      String model,
      double dxPx,
      double dyPx,
      double uncertaintyPx,
      int votes,
      int rejectedVotes,
      double closurePx,
      double confidence,
      boolean applied) {}
}
