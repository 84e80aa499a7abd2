package io.terralapse.align.core.network;

import io.terralapse.model.Displacement;
import io.terralapse.model.Shift;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Which further edges to measure, and which shifts to apply. Pure functions. */
public final class ShiftPolicy {
  private static final int NEIGHBOURS = 2;

  private ShiftPolicy() {}

  /**
   * The dates to compare a refused date with: the nearest accepted date before and after it, or the
   * two nearest if all accepted dates are on one side.
   *
   * @param inTime all dates in chronological order, including the refused one
   * @param accepted dates whose shift is known: the anchor, locked ones, accepted edges to them
   * @param refused id of the refused date
   * @return references for further edges, nearest first; empty if there is no accepted date
   * @throws IllegalArgumentException if {@code refused} is not in {@code inTime}
   */
  public static List<String> extraReferences(
      List<String> inTime, Set<String> accepted, String refused) {
    int at = inTime.indexOf(refused);
    if (at < 0) {
      throw new IllegalArgumentException("not among the dates: " + refused);
    }
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    // One on each side is sufficient; two on one side are if the other has none.
    for (int step = 1; step < inTime.size() && (before.isEmpty() || after.isEmpty()); step++) {
      if (at - step >= 0 && accepted.contains(inTime.get(at - step))) {
        before.add(at - step);
      }
      if (at + step < inTime.size() && accepted.contains(inTime.get(at + step))) {
        after.add(at + step);
      }
    }
    // Snow or crops that last for a season usually affect the neighbours on one side only.
    List<Integer> chosen = new ArrayList<>();
    chosen.addAll(before.subList(0, Math.min(before.size(), after.isEmpty() ? NEIGHBOURS : 1)));
    chosen.addAll(after.subList(0, Math.min(after.size(), before.isEmpty() ? NEIGHBOURS : 1)));
    chosen.sort(Comparator.comparingInt(i -> Math.abs(i - at)));
    List<String> found = new ArrayList<>();
    for (int i : chosen) {
      found.add(inTime.get(i));
    }
    return found;
  }

  /**
   * The ledger's record of a date. A shift smaller than its uncertainty is reported but not
   * applied; a refused one is never applied. An unknown uncertainty is recorded as 0, because JSON
   * has no infinity.
   *
   * @param ratio grid pixels per alignment pixel (size of an alignment pixel divided by that of a
   *     grid pixel), positive
   */
  public static Shift toShift(AdjustedShift adjusted, double ratio) {
    if (adjusted.status() == AdjustedShift.Status.ANCHOR) {
      return Shift.REFERENCE;
    }
    boolean refused = adjusted.status() == AdjustedShift.Status.REFUSED;
    double uncertainty = Double.isFinite(adjusted.uncertaintyPx()) ? adjusted.uncertaintyPx() : 0;
    double length = Math.hypot(adjusted.dxPx(), adjusted.dyPx());
    boolean applied =
        !refused
            && length > 0
            && (adjusted.status() == AdjustedShift.Status.LOCKED
                || !adjusted.nonRigid().isTranslation()
                || length >= adjusted.uncertaintyPx());
    Displacement displacement =
        adjusted
            .nonRigid()
            .onRaster(0, 0, ratio)
            .plus(Displacement.translation(adjusted.dxPx() * ratio, adjusted.dyPx() * ratio));
    return new Shift(
        adjusted.dxPx() * ratio,
        adjusted.dyPx() * ratio,
        uncertainty * ratio,
        refused ? "none" : adjusted.model().word(),
        adjusted.confidence(),
        adjusted.residualPx() * ratio,
        adjusted.votes(),
        adjusted.rejectedVotes(),
        adjusted.closurePx() * ratio,
        displacement,
        applied,
        refused ? Shift.Status.REFUSED : Shift.Status.ALIGNED);
  }
}
