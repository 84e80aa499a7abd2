package io.terralapse.align;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.network.AdjustedShift;
import io.terralapse.align.core.network.AnchorChoice;
import io.terralapse.lock.Lock;
import io.terralapse.model.Issue;
import io.terralapse.model.Shift;
import io.terralapse.read.ReadAcquisition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The alignment of a sequence.
 *
 * @param shifts by acquisition id, one for every date, grid pixels
 * @param anchor the date, or reference image, with shift 0 and why; empty if alignment is off
 * @param measured what the shifts were derived from
 * @param lock what later runs keep; empty if alignment is off
 * @param moved ids of published frames whose shift is no longer the published one
 * @param issues refused dates, and published frames that moved without being asked to
 */
public record SequenceAlignment(
    Map<String, Shift> shifts,
    Optional<AnchorChoice> anchor,
    Measured measured,
    Optional<Lock> lock,
    List<String> moved,
    List<Issue> issues) {

  /**
   * What was measured, in the anchor's native pixels.
   *
   * @param edges every pair that was compared
   * @param adjusted the solved network, by acquisition id
   * @param ratio grid pixels per pixel of the two
   */
  public record Measured(List<Edge> edges, Map<String, AdjustedShift> adjusted, double ratio) {
    private static final Measured NOTHING = new Measured(List.of(), Map.of(), 1);
  }

  /** Alignment is off: every date keeps its georeference. */
  public static SequenceAlignment off(List<ReadAcquisition> dates) {
    Map<String, Shift> off = new HashMap<>();
    dates.forEach(date -> off.put(date.id(), Shift.OFF));
    return new SequenceAlignment(
        off, Optional.empty(), Measured.NOTHING, Optional.empty(), List.of(), List.of());
  }

  /** A date's shift; {@link Shift#OFF} for an unknown one. */
  public Shift shiftOf(ReadAcquisition date) {
    return shifts.getOrDefault(date.id(), Shift.OFF);
  }
}
