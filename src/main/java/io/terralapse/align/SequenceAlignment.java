package io.terralapse.align;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.TiePoint;
import io.terralapse.align.core.network.AnchorChoice;
import io.terralapse.lock.Lock;
import io.terralapse.model.Issue;
import io.terralapse.model.Shift;
import io.terralapse.read.ReadAcquisition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The alignment of a sequence. All lengths are grid pixels.
 *
 * @param dates by acquisition id, one for every date
 * @param anchor the date, or reference image, with shift 0 and why; empty if alignment is off
 * @param pairs every pair of dates that was compared
 * @param lock what later runs keep; empty if alignment is off
 * @param moved ids of published frames whose shift is no longer the published one
 * @param issues refused dates, and published frames that moved without being asked to
 * @param notices that a reference that the lock keeps is noticeably worse than another date
 */
public record SequenceAlignment(
    Map<String, AlignedAcquisition> dates,
    Optional<AnchorChoice> anchor,
    List<Pair> pairs,
    Optional<Lock> lock,
    List<String> moved,
    List<Issue> issues,
    List<String> notices) {

  /**
   * The alignment of one date.
   *
   * @param shift what frames are corrected for, and what is published
   * @param reason why the date was refused, as the end of a sentence; empty otherwise
   * @param votes what single windows measured, without the part that the non-rigid deformation
   *     explains; empty for the anchor
   */
  public record AlignedAcquisition(Shift shift, String reason, List<TiePoint> votes) {}

  /**
   * A pair of dates that was compared.
   *
   * @param edge the measurement
   * @param misfitPx its distance from the adjusted shifts; 0 if it was refused, NaN if unknown
   */
  public record Pair(Edge edge, double misfitPx) {
    /** Up to this misfit, pixels, no measurement counts as inconsistent. */
    private static final double NEGLIGIBLE_MISFIT_PX = 0.1;

    /** Accepted, but more than three of its standard deviations away from the adjusted shifts. */
    public boolean isInconsistent() {
      double spread = Double.isFinite(edge.uncertaintyPx()) ? 3 * edge.uncertaintyPx() : 0;
      return edge.accepted() && misfitPx > Math.max(NEGLIGIBLE_MISFIT_PX, spread);
    }
  }

  /** Alignment is off: every date keeps its georeference. */
  public static SequenceAlignment off(List<ReadAcquisition> dates) {
    Map<String, AlignedAcquisition> off = new LinkedHashMap<>();
    dates.forEach(date -> off.put(date.id(), new AlignedAcquisition(Shift.OFF, "", List.of())));
    return new SequenceAlignment(
        off, Optional.empty(), List.of(), Optional.empty(), List.of(), List.of(), List.of());
  }

  /** The same alignment, of which everything has been said already. */
  public SequenceAlignment quietly() {
    return new SequenceAlignment(dates, anchor, pairs, lock, List.of(), List.of(), List.of());
  }

  /** A date's shift. */
  public Shift shiftOf(ReadAcquisition date) {
    return of(date).shift();
  }

  /**
   * The alignment of a date.
   *
   * @throws NullPointerException if it is none of the sequence
   */
  public AlignedAcquisition of(ReadAcquisition date) {
    return Objects.requireNonNull(dates.get(date.id()), date.id());
  }
}
