package io.terralapse.report;

/**
 * A shift that was measured between two dates.
 *
 * @param fromId the date that the shift is relative to
 * @param toId the date that was compared with it
 * @param dxPx how far the content of {@code toId} was right of the same content of {@code fromId},
 *     frame pixels
 * @param dyPx the same, below
 * @param uncertaintyPx one standard deviation of the length of the shift; infinite or NaN if
 *     unknown
 * @param misfitPx distance between this measurement and the adjusted shifts; NaN if unknown
 * @param accepted whether the adjustment used it
 * @param reason why it was rejected, as the end of a sentence; empty if it was accepted
 */
public record MeasuredEdge(
    String fromId,
    String toId,
    double dxPx,
    double dyPx,
    double uncertaintyPx,
    double misfitPx,
    boolean accepted,
    String reason) {

  /** Up to this misfit, frame pixels, no measurement counts as weak. */
  private static final double NEGLIGIBLE_MISFIT_PX = 0.1;

  /** Accepted, but more than three of its standard deviations away from the adjusted shifts. */
  boolean weak() {
    double spread = Double.isFinite(uncertaintyPx) ? 3 * uncertaintyPx : 0;
    return accepted && misfitPx > Math.max(NEGLIGIBLE_MISFIT_PX, spread);
  }
}
