package io.terralapse.align.core;

import io.terralapse.model.Displacement;
import java.util.List;

/**
 * One measurement: the displacement between two dates.
 *
 * @param referenceId acquisition id of the reference date
 * @param targetId acquisition id of the date compared with it
 * @param dxPx how far the target's content is to the right of the same content in the reference, in
 *     common coordinates (the offsets of the dates are included), alignment pixels; at the middle
 *     of the compared area
 * @param dyPx the same, downwards
 * @param varXX variance of {@code dxPx}, square pixels
 * @param varXY covariance of the two
 * @param varYY variance of {@code dyPx}
 * @param residualPx robust standard deviation per axis of the agreeing votes, pixels
 * @param model how the displacement varies across the frame; never AUTO
 * @param nonRigid the displacement minus (dxPx, dyPx) as a function of position in common
 *     coordinates, alignment pixels; 0 at the middle of the frame
 * @param tiePoints all windows with a vote, whether they agree or not
 * @param confidence 0 (none) to 1; see {@link RefusalThresholds}
 * @param accepted whether the shift may be used; the numbers of a refused edge are for reports only
 * @param reason why it was refused, as the tail of a sentence ("too few windows agree: 4 of 80");
 *     empty if accepted
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

  /** Number of windows that agree with the displacement. */
  public int votes() {
    return (int) tiePoints.stream().filter(TiePoint::agrees).count();
  }

  /** Number of windows with a vote that does not agree. */
  public int rejectedVotes() {
    return tiePoints.size() - votes();
  }

  /** A refused edge without a measurement: confidence 0 and infinite variance. */
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
   * The edge to the original target, where this edge was measured on a target that had been
   * resampled through a prior displacement.
   *
   * @param prior the displacement from the original to the resampled target, common coordinates;
   *     linear
   * @param middleX where (dxPx, dyPx) of the result applies, common coordinates
   * @param middleY the same, downwards
   */
  public Edge composedWith(Displacement prior, double middleX, double middleY) {
    Displacement total = nonRigid.plus(Displacement.translation(dxPx, dyPx)).followedBy(prior);
    double[] at = new double[2];
    total.at(middleX, middleY, at);
    List<TiePoint> composed = tiePoints.stream().map(tie -> tie.composedWith(prior)).toList();
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
        composed,
        confidence,
        accepted,
        reason);
  }

  /** The same measurement of two other dates, whose pixels are those of this edge's. */
  public Edge between(String reference, String target) {
    return new Edge(
        reference,
        target,
        dxPx,
        dyPx,
        varXX,
        varXY,
        varYY,
        residualPx,
        model,
        nonRigid,
        tiePoints,
        confidence,
        accepted,
        reason);
  }

  /** The edge to the original target, where the target had been moved by (-dx, -dy), pixels. */
  public Edge plus(double dx, double dy) {
    return new Edge(
        referenceId,
        targetId,
        dxPx + dx,
        dyPx + dy,
        varXX,
        varXY,
        varYY,
        residualPx,
        model,
        nonRigid,
        tiePoints.stream().map(tie -> tie.moved(dx, dy)).toList(),
        confidence,
        accepted,
        reason);
  }

  /**
   * The same edge in pixels of another size and relative to another origin.
   *
   * @param originX the new origin in old pixels
   * @param originY the same, downwards
   * @param factor new pixels per old pixel, positive
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
