package io.terralapse.align.core;

import io.terralapse.model.Displacement;
import java.util.List;

/**
 * One measurement: how far one date's content lies from another's.
 *
 * @param referenceId the date that was held still
 * @param targetId the date that was compared with it
 * @param dxPx how far the target's content lies right of the same content in the reference, in
 *     common coordinates (the dates' offsets are accounted for), alignment pixels; at the middle of
 *     the compared area
 * @param dyPx the same, below
 * @param varXX variance of {@code dxPx}, square pixels
 * @param varXY covariance of the two
 * @param varYY variance of {@code dyPx}
 * @param residualPx robust spread of the agreeing votes about the displacement, per axis, pixels
 * @param model how the displacement varies across the frame; never AUTO
 * @param nonRigid what it is more than (dxPx, dyPx), by place in common coordinates, alignment pixels;
 *     0 at the middle
 * @param tiePoints every window that had something to say
 * @param confidence 0 (none) to 1; see {@code EdgeConfidence}
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
    ShiftModel model,
    Displacement nonRigid,
    List<TiePoint> tiePoints,
    double confidence,
    boolean accepted,
    String reason) {

  /** Copies the list. */
  public Edge {
    tiePoints = List.copyOf(tiePoints);
  }

  /** One standard deviation of the shift's length, pixels. */
  public double uncertaintyPx() {
    return Math.sqrt(Math.max(0, varXX + varYY));
  }

  /** Windows that agree with the displacement. */
  public int votes() {
    return (int) tiePoints.stream().filter(TiePoint::agrees).count();
  }

  /** Windows that had something to say and do not agree. */
  public int rejectedVotes() {
    return tiePoints.size() - votes();
  }

  /** An edge that says nothing but why. */
  public static Edge refused(String referenceId, String targetId, String reason) {
    return new Edge(
        referenceId,
        targetId,
        0,
        0,
        Double.POSITIVE_INFINITY,
        0,
        Double.POSITIVE_INFINITY,
        0,
        ShiftModel.TRANSLATION,
        Displacement.NONE,
        List.of(),
        0,
        false,
        reason);
  }

  /**
   * The edge to a target that was seen through a turn.
   *
   * @param prior what the target was seen through, common coordinates; linear
   * @param middleX where the shift is told, common coordinates
   * @param middleY the same, down
   */
  public Edge composedWith(Displacement prior, double middleX, double middleY) {
    Displacement total = nonRigid.plus(Displacement.translation(dxPx, dyPx)).followedBy(prior);
    double[] at = new double[2];
    total.at(middleX, middleY, at);
    List<TiePoint> seen = tiePoints.stream().map(tie -> tie.composedWith(prior)).toList();
    return new Edge(
        referenceId,
        targetId,
        at[0],
        at[1],
        varXX,
        varXY,
        varYY,
        residualPx,
        model == ShiftModel.TRANSLATION ? ShiftModel.SIMILARITY : model,
        total.zeroAt(middleX, middleY),
        seen,
        confidence,
        accepted,
        reason);
  }

  /**
   * The same edge in pixels of another size and from another origin.
   *
   * @param originX where the new origin lies, old pixels
   * @param originY the same, down
   * @param factor new pixels per old pixel
   */
  public Edge onRaster(double originX, double originY, double factor) {
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
        model,
        nonRigid.onRaster(originX, originY, factor),
        tiePoints.stream().map(tie -> tie.onRaster(originX, originY, factor)).toList(),
        confidence,
        accepted,
        reason);
  }
}
