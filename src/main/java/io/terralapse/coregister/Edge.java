package io.terralapse.coregister;

/**
 * One measurement: how far one date's content lies from another's.
 *
 * @param referenceId the date that was held still
 * @param targetId the date that was compared with it
 * @param dxPx how far the target's content lies right of the same content in the reference, in
 *     common coordinates (the dates' offsets are accounted for), alignment pixels
 * @param dyPx the same, below
 * @param varXX variance of {@code dxPx}, square pixels
 * @param varXY covariance of the two
 * @param varYY variance of {@code dyPx}
 * @param residualPx robust spread of the agreeing votes about the shift, per axis, pixels
 * @param votes windows that agree with the shift
 * @param rejectedVotes windows that had something to say and do not agree
 * @param confidence 0 (none) to 1; see {@link Verdict}
 * @param accepted whether the shift may be used; a refused edge's numbers are for reports only
 * @param reason why it was refused, in a sentence's tail ("too few windows agree: 4 of 80"); empty
 *     if accepted
 */
public record Edge(
    String referenceId,
    String targetId,
    double dxPx,
    double dyPx,
    double varXX,
    double varXY,
    double varYY,
    double residualPx,
    int votes,
    int rejectedVotes,
    double confidence,
    boolean accepted,
    String reason) {

  /** One standard deviation of the shift's length, pixels. */
  public double uncertaintyPx() {
    return Math.sqrt(Math.max(0, varXX + varYY));
  }

  static Edge refused(String referenceId, String targetId, String reason) {
    return new Edge(
        referenceId,
        targetId,
        0,
        0,
        Double.POSITIVE_INFINITY,
        0,
        Double.POSITIVE_INFINITY,
        0,
        0,
        0,
        0,
        false,
        reason);
  }

  /** The same edge in pixels of another size: lengths times {@code factor}. */
  public Edge scaled(double factor) {
    double square = factor * factor;
    return new Edge(
        referenceId,
        targetId,
        dxPx * factor,
        dyPx * factor,
        varXX * square,
        varXY * square,
        varYY * square,
        residualPx * factor,
        votes,
        rejectedVotes,
        confidence,
        accepted,
        reason);
  }
}
