package io.terralapse.align.core.network;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.TiePoint;
import io.terralapse.model.Displacement;
import java.util.List;

/**
 * The shift of one date relative to the anchor, as the input (locked dates) or the result of the
 * network adjustment.
 *
 * @param id acquisition id of the date
 * @param status outcome of the measurement
 * @param dxPx how far the date's content is to the right of the anchor's at the middle of the
 *     frame, alignment pixels; for a refused date the best measurement, 0 without any
 * @param dyPx the same, downwards
 * @param uncertaintyPx one standard deviation of the shift's length, alignment pixels; infinite for
 *     a refused date without a measurement
 * @param confidence 0 to 1, that of the edge which connects the date
 * @param residualPx robust standard deviation per axis of the votes of that edge, alignment pixels
 * @param votes windows of that edge that agree
 * @param rejectedVotes windows of that edge that do not agree
 * @param closurePx largest residual of an edge of this date against the adjusted shifts, alignment
 *     pixels; 0 with a single edge
 * @param model how the displacement varies across the frame
 * @param nonRigid the displacement minus (dxPx, dyPx) as a function of position, alignment pixels;
 *     0 at the middle of the frame
 * @param tiePoints windows of the edge that connects the date, relative to the anchor; may be empty
 * @param reason why the date was refused, as the tail of a sentence; empty otherwise
 */
public record AdjustedShift(
    String id,
    Status status,
    double dxPx,
    double dyPx,
    double uncertaintyPx,
    double confidence,
    double residualPx,
    int votes,
    int rejectedVotes,
    double closurePx,
    ShiftModel model,
    Displacement nonRigid,
    List<TiePoint> tiePoints,
    String reason) {

  /** Outcome of the measurement of a date. */
  public enum Status {
    /** The date that the others are compared with; its shift is 0. */
    ANCHOR,
    /** The shift was given and is a constant of the adjustment. */
    LOCKED,
    /** The shift was measured with sufficient confidence. */
    ALIGNED,
    /** The shift was not measured with sufficient confidence; the georeference is used. */
    REFUSED
  }

  /** The anchor: shift 0 with full confidence. */
  static AdjustedShift anchor(String id) {
    return constant(id, Status.ANCHOR, 0, 0, Displacement.NONE);
  }

  /**
   * A shift that was published and must not change: a constant of the {@link Adjustment}.
   *
   * @param dxPx relative to the anchor at the middle of the frame, the anchor's native pixels
   * @param dyPx the same, downwards
   * @param nonRigid the displacement minus (dxPx, dyPx); 0 at the middle of the frame
   */
  public static AdjustedShift locked(String id, double dxPx, double dyPx, Displacement nonRigid) {
    return constant(id, Status.LOCKED, dxPx, dyPx, nonRigid);
  }

  private static AdjustedShift constant(
      String id, Status status, double dxPx, double dyPx, Displacement nonRigid) {
    return new AdjustedShift(
        id, status, dxPx, dyPx, 0, 1, 0, 0, 0, 0, ShiftModel.TRANSLATION, nonRigid, List.of(), "");
  }

  /**
   * This locked shift with the quality figures of an edge; the shift itself stays as it is.
   *
   * @param edge an accepted edge from {@code from} to this date
   * @param from another date with a known shift
   */
  AdjustedShift withEvidence(Edge edge, AdjustedShift from) {
    double missX = dxPx - from.dxPx - edge.dxPx();
    double missY = dyPx - from.dyPx - edge.dyPx();
    return new AdjustedShift(
        edge.targetId(),
        Status.LOCKED,
        dxPx,
        dyPx,
        edge.uncertaintyPx(),
        edge.confidence(),
        edge.residualPx(),
        edge.votes(),
        edge.rejectedVotes(),
        Math.hypot(missX, missY),
        edge.model(),
        nonRigid,
        edge.tiePoints().stream().map(tie -> tie.moved(from.dxPx, from.dyPx)).toList(),
        "");
  }

  /**
   * A date without a usable shift.
   *
   * @param best the most confident edge of the date; its numbers are for reports only
   * @param sign 1 if the date is the target of the edge, -1 if it is the reference
   */
  static AdjustedShift refused(String id, Edge best, double sign, double closurePx, String reason) {
    return new AdjustedShift(
        id,
        Status.REFUSED,
        sign * best.dxPx(),
        sign * best.dyPx(),
        best.uncertaintyPx(),
        best.confidence(),
        best.residualPx(),
        best.votes(),
        best.rejectedVotes(),
        closurePx,
        ShiftModel.TRANSLATION,
        Displacement.NONE,
        best.tiePoints(),
        reason);
  }

  /** The shift and its tie points moved by a constant, alignment pixels. */
  AdjustedShift moved(double dx, double dy) {
    return new AdjustedShift(
        id,
        Status.ALIGNED,
        dxPx + dx,
        dyPx + dy,
        uncertaintyPx,
        confidence,
        residualPx,
        votes,
        rejectedVotes,
        closurePx,
        model,
        nonRigid,
        tiePoints.stream().map(tie -> tie.moved(dx, dy)).toList(),
        reason);
  }
}
