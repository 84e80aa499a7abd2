package io.terralapse.report;

import java.time.Instant;
import java.util.List;

/**
 * The alignment of one date. Lengths are in frame pixels; NaN and infinity mean "unknown" and are
 * shown as a dash.
 *
 * @param id unique in the report
 * @param dateText the date as text
 * @param acquired time of acquisition
 * @param status {@code reference}, {@code aligned}, {@code refused} or {@code off}
 * @param model {@code none}, {@code translation}, {@code similarity}, {@code affine} or {@code
 *     local}
 * @param dxPx how far the content was right of the same content in the reference, before correction
 * @param dyPx the same, below
 * @param uncertaintyPx one standard deviation of the length of the shift
 * @param confidence 0 to 1
 * @param residualPx spread of the agreeing votes around the shift
 * @param closurePx closure of the measurements of this date
 * @param votes number of agreeing windows
 * @param rejectedVotes number of windows that were measured but do not agree
 * @param applied whether the date was moved
 * @param reason why it was refused or not moved, as the end of a sentence; may be empty
 * @param beforeJpeg the image before correction; empty if there is none. Not copied
 * @param afterJpeg the image as shown in the video; empty if there is none. Not copied
 * @param votesShown the votes to draw
 */
// Images are only passed on to the page, and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record AlignedDate(
    String id,
    String dateText,
    Instant acquired,
    String status,
    String model,
    double dxPx,
    double dyPx,
    double uncertaintyPx,
    double confidence,
    double residualPx,
    double closurePx,
    int votes,
    int rejectedVotes,
    boolean applied,
    String reason,
    byte[] beforeJpeg,
    byte[] afterJpeg,
    List<ShownVote> votesShown) {

  /** Copies the votes. */
  public AlignedDate {
    votesShown = List.copyOf(votesShown);
  }

  boolean isReference() {
    return status.equals("reference");
  }

  boolean isAligned() {
    return status.equals("aligned");
  }

  boolean isRefused() {
    return status.equals("refused");
  }

  /** Whether the shift is known. */
  boolean measured() {
    return (isReference() || isAligned()) && Double.isFinite(dxPx) && Double.isFinite(dyPx);
  }

  /** A copy without images and votes. */
  AlignedDate figures() {
    return new AlignedDate(
        id,
        dateText,
        acquired,
        status,
        model,
        dxPx,
        dyPx,
        uncertaintyPx,
        confidence,
        residualPx,
        closurePx,
        votes,
        rejectedVotes,
        applied,
        reason,
        new byte[0],
        new byte[0],
        List.of());
  }
}
