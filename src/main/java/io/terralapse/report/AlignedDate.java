package io.terralapse.report;

import java.time.Instant;
import java.util.List;

/**
 * One date and what became of it. Lengths are frame pixels; NaN or infinity means "not known" and
 * is shown as a dash.
 *
 * @param id unique in the report
 * @param dateText the date as the film words it
 * @param acquired when the picture was taken
 * @param status {@code reference}, {@code aligned}, {@code refused} or {@code off}
 * @param model {@code none}, {@code translation}, {@code similarity}, {@code affine} or {@code
 *     local}
 * @param dxPx how far the content lay right of the same content in the reference, before correction
 * @param dyPx the same, below
 * @param uncertaintyPx one standard deviation of the shift's length
 * @param confidence 0 to 1
 * @param residualPx spread of the agreeing votes about the shift
 * @param closurePx by how much the measurements around this date contradict each other
 * @param votes windows that agree
 * @param rejectedVotes windows that had something to say and do not agree
 * @param applied whether the picture was moved
 * @param reason why it was refused, or not moved, as a sentence's tail; may be empty
 * @param beforeJpeg the picture before correction; empty if there is none. Not copied
 * @param afterJpeg the picture as the film shows it; empty if there is none. Not copied
 * @param votesShown the votes to draw
 */
// Pictures are handed through to the page and never compared.
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

  /** Whether dx and dy mean something. */
  boolean measured() {
    return (isReference() || isAligned()) && Double.isFinite(dxPx) && Double.isFinite(dyPx);
  }

  /** The same without pictures and votes. */
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
