package io.terralapse.pipeline;

import io.terralapse.model.Acquisition;
import io.terralapse.model.Issue;
import io.terralapse.model.Shift;
import java.nio.file.Path;
import java.util.List;

/**
 * The co-registration offsets between dates.
 *
 * @param page the published alignment page
 * @param reference id of the date that the others were compared with; empty if alignment is off
 * @param dates in order of time
 * @param written aligned frames, in the same order; empty if none were requested
 * @param dropped scenes that are not used
 * @param issues what was wrong with the data
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
   * @param id the acquisition
   * @param acquired its date, as precisely as is known
   * @param status {@code reference}, {@code aligned}, {@code refused} or {@code off}
   * @param model {@code translation}, {@code affine}, {@code local} or {@code none}
   * @param dxPx how far its content lay right of the reference's, frame pixels
   * @param dyPx the same, below
   * @param uncertaintyPx one standard deviation of the shift's length, frame pixels
   * @param votes windows whose votes agree with the shift
   * @param rejectedVotes windows whose votes do not
   * @param closurePx largest disagreement of its measurements with the others', frame pixels
   * @param confidence 0 to 1
   * @param applied whether frames are corrected for it
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
      boolean applied) {

    static AlignedDate of(Acquisition acquisition, Shift shift) {
      return new AlignedDate(
          acquisition.id(),
          acquisition.acquired().text(),
          shift.status().word(),
          shift.model(),
          shift.dxPx(),
          shift.dyPx(),
          shift.uncertaintyPx(),
          shift.tiePoints(),
          shift.rejectedTiePoints(),
          shift.closurePx(),
          shift.confidence(),
          shift.applied());
    }
  }
}
