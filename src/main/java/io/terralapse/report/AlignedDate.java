package io.terralapse.report;

import io.terralapse.align.core.TiePoint;
import io.terralapse.model.Shift;
import java.time.Instant;
import java.util.List;

/**
 * One date on the page.
 *
 * @param id unique in the report
 * @param dateText the date as text
 * @param acquired time of acquisition
 * @param shift its shift, frame pixels; NaN and infinity mean "unknown" and are shown as a dash
 * @param reason why it was refused or not moved, as the end of a sentence; may be empty
 * @param beforeJpeg the image before correction; empty if there is none. Not copied
 * @param afterJpeg the image as shown in the video; empty if there is none. Not copied
 * @param votes the votes of windows to draw, frame pixels
 */
// Images are only passed on to the page, and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record AlignedDate(
    String id,
    String dateText,
    Instant acquired,
    Shift shift,
    String reason,
    byte[] beforeJpeg,
    byte[] afterJpeg,
    List<TiePoint> votes) {

  /** Copies the votes. */
  public AlignedDate {
    votes = List.copyOf(votes);
  }

  boolean isReference() {
    return shift.status() == Shift.Status.REFERENCE;
  }

  boolean isAligned() {
    return shift.status() == Shift.Status.ALIGNED;
  }

  boolean isRefused() {
    return shift.status() == Shift.Status.REFUSED;
  }

  /** Whether the shift is known. */
  boolean measured() {
    return (isReference() || isAligned())
        && Double.isFinite(shift.dxPx())
        && Double.isFinite(shift.dyPx());
  }

  /** A copy without images and votes. */
  AlignedDate figures() {
    return new AlignedDate(
        id, dateText, acquired, shift, reason, new byte[0], new byte[0], List.of());
  }
}
