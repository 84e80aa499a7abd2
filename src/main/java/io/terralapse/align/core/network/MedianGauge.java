package io.terralapse.align.core.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Moves adjusted shifts all together, so that their median is 0. Edges fix shifts up to a common
 * constant; with an anchor that constant is the anchor's own geolocation error, with the median it
 * is that of the sequence, which is smaller. Stateless.
 */
public final class MedianGauge {
  private MedianGauge() {}

  /**
   * The shifts in the gauge of their median; refused dates, which have no shift, stay as they are.
   *
   * @param shifts by date, the anchor's among them with shift 0; locked dates forbid a gauge of
   *     one's own
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
    return keeping(shifts, -dx, -dy);
  }

  /**
   * The shifts in the gauge of an earlier run, which gave the anchor the shift (dx, dy).
   *
   * @param shifts by date, relative to the anchor; locked ones too
   */
  public static Map<String, AdjustedShift> keeping(
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
