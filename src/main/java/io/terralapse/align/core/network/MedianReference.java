package io.terralapse.align.core.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Makes adjusted shifts relative to their median ({@code coregister.reference: median}). Edges
 * determine shifts up to a common constant. With an anchor that constant is the geolocation error
 * of one date; with the median it is that of the sequence, which is smaller. Stateless.
 */
public final class MedianReference {
  private MedianReference() {}

  /**
   * Subtracts the median in x and y; refused dates are returned unchanged.
   *
   * @param shifts by date, including the anchor with shift 0; none of them locked
   * @throws IllegalArgumentException if a date is locked
   */
  public static Map<String, AdjustedShift> of(Map<String, AdjustedShift> shifts) {
    double dx = median(shifts, AdjustedShift::dxPx);
    double dy = median(shifts, AdjustedShift::dyPx);
    shifts.values().stream()
        .filter(shift -> shift.status() == AdjustedShift.Status.LOCKED)
        .forEach(
            shift -> {
              throw new IllegalArgumentException("locked: " + shift.id());
            });
    return withAnchorAt(shifts, -dx, -dy);
  }

  /**
   * Moves all shifts so that the anchor has the shift (dx, dy) that an earlier run gave it; refused
   * dates are returned unchanged.
   *
   * @param shifts by date, relative to the anchor, including locked ones
   */
  public static Map<String, AdjustedShift> withAnchorAt(
      Map<String, AdjustedShift> shifts, double dx, double dy) {
    Map<String, AdjustedShift> moved = new LinkedHashMap<>();
    shifts.forEach(
        (id, shift) ->
            moved.put(
                id, shift.status() == AdjustedShift.Status.REFUSED ? shift : shift.moved(dx, dy)));
    return moved;
  }

  /** The mean of the two in the middle for an even number. */
  private static double median(
      Map<String, AdjustedShift> shifts, ToDoubleFunction<AdjustedShift> of) {
    double[] values =
        shifts.values().stream()
            .filter(shift -> shift.status() != AdjustedShift.Status.REFUSED)
            .mapToDouble(of)
            .sorted()
            .toArray();
    int n = values.length;
    return n == 0 ? 0 : (values[(n - 1) / 2] + values[n / 2]) / 2;
  }
}
