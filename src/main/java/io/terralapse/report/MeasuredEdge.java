package io.terralapse.report;

/**
 * A measured shift between two dates.
 *
 * @param fromId the date that was held still
 * @param toId the date that was compared with it
 * @param dxPx how far the second one's content lay right of the first one's, frame pixels
 * @param dyPx the same, below
 * @param uncertaintyPx one standard deviation of the shift's length; infinite or NaN if unknown
 * @param misfitPx distance between this measurement and what all edges together say; NaN if unknown
 * @param accepted whether it was used
 * @param reason why not, as a sentence's tail; empty if it was
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

  /** Below this misfit, frame pixels, no measurement is called weak. */
  private static final double NEGLIGIBLE_MISFIT_PX = 0.1;

  /** Used, but further from what the others say than three of its standard deviations. */
  boolean weak() {
    double spread = Double.isFinite(uncertaintyPx) ? 3 * uncertaintyPx : 0;
    return accepted && misfitPx > Math.max(NEGLIGIBLE_MISFIT_PX, spread);
  }
}
