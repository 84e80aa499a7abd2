package io.terralapse.align.core.network;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.align.core.TiePoint;
import io.terralapse.model.Displacement;
import java.util.List;

/**
 * One date's shift after the adjustment of the whole sequence.
 *
 * @param id the date
 * @param status what became of it
 * @param dxPx how far the date's content lies right of the anchor's, alignment pixels; for a
 *     refused date what was measured at best, 0 if nothing was
 * @param dyPx the same, below
 * @param uncertaintyPx one standard deviation of the shift's length, alignment pixels; infinite for
 *     a refused date without a measurement
 * @param confidence 0 to 1, that of the best edge that carries the date
 * @param residualPx robust spread of the votes of that edge, alignment pixels
 * @param votes windows that agree on that edge
 * @param rejectedVotes windows that do not
 * @param closurePx largest disagreement of an edge of this date with the adjusted shifts, alignment
 *     pixels; 0 with a single edge
 * @param model how its displacement varies across the frame
 * @param shape what the displacement is more than the shift, by place, alignment pixels
 * @param ties the windows of the edge that carries the date, as seen from the anchor
 * @param reason why it was refused, in a sentence's tail; empty otherwise
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
    Displacement shape,
    List<TiePoint> ties,
    String reason) {

  /** What became of a date. */
  public enum Status {
    /** The date that the others are compared with; shift 0. */
    ANCHOR,
    /** Its shift was given and not changed. */
    LOCKED,
    /** Measured with confidence. */
    ALIGNED,
    /** Not measured with confidence; the georeference stands. */
    REFUSED
  }

  static AdjustedShift anchor(String id) {
    return fixed(id, Status.ANCHOR, new LockedShift(0, 0, Displacement.NONE));
  }

  /** A locked date that nothing was measured of. */
  static AdjustedShift locked(String id, LockedShift shift) {
    return fixed(id, Status.LOCKED, shift);
  }

  /** A locked date with what an accepted edge to it from a date with a known shift says. */
  static AdjustedShift locked(LockedShift shift, Edge edge, LockedShift from) {
    double missX = shift.dxPx() - from.dxPx() - edge.dxPx();
    double missY = shift.dyPx() - from.dyPx() - edge.dyPx();
    return new AdjustedShift(
        edge.targetId(),
        Status.LOCKED,
        shift.dxPx(),
        shift.dyPx(),
        edge.uncertaintyPx(),
        edge.confidence(),
        edge.residualPx(),
        edge.votes(),
        edge.rejectedVotes(),
        Math.hypot(missX, missY),
        edge.model(),
        shift.shape(),
        edge.ties().stream().map(tie -> tie.moved(from.dxPx(), from.dyPx())).toList(),
        "");
  }

  private static AdjustedShift fixed(String id, Status status, LockedShift shift) {
    return new AdjustedShift(
        id,
        status,
        shift.dxPx(),
        shift.dyPx(),
        0,
        1,
        0,
        0,
        0,
        0,
        ShiftModel.TRANSLATION,
        shift.shape(),
        List.of(),
        "");
  }

  /** The date's shift is not to be believed; {@code best} is what was measured, if anything. */
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
        best.ties(),
        reason);
  }

  /** The same with everything moved by a constant. */
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
        shape,
        ties.stream().map(tie -> tie.moved(dx, dy)).toList(),
        reason);
  }
}
