package io.terralapse.align;

import io.terralapse.align.SequenceAlignment.AlignedAcquisition;
import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.align.core.Edge;
import io.terralapse.align.core.TiePoint;
import io.terralapse.align.core.network.AdjustedShift;
import io.terralapse.align.core.network.Adjustment;
import io.terralapse.align.core.network.AnchorChoice;
import io.terralapse.align.core.network.MedianReference;
import io.terralapse.align.core.network.ShiftPolicy;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Shift;
import io.terralapse.model.UserError;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import io.terralapse.window.WindowStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Passes 1b and 1c: matches pairs of dates and adjusts the network of their shifts into one shift
 * for each date.
 *
 * <p>In: dates that were read, in order of time, and the lock. Out: a {@link SequenceAlignment}
 * with a shift for every date, in grid pixels. Dates that the lock holds keep their published
 * shift. Bad data: a date that cannot be measured with confidence is refused, keeps its
 * georeference, and gets an issue.
 */
public final class SequenceAligner {
  private final Grid grid;
  private final CoregisterSettings settings;
  private final WindowStore store;
  private final EdgeCache cache;
  private final boolean evidence;
  private final Progress progress;

  /**
   * Prepares an alignment.
   *
   * @param evidence measure the edges of locked dates too: no shift depends on them, but the report
   *     shows them
   */
  public SequenceAligner(
      Grid grid,
      CoregisterSettings settings,
      WindowStore store,
      EdgeCache cache,
      boolean evidence,
      Progress progress) {
    this.grid = grid;
    this.settings = settings;
    this.store = store;
    this.cache = cache;
    this.evidence = evidence;
    this.progress = progress;
  }

  /**
   * Aligns dates.
   *
   * @param dates in order of time, at least one
   * @param reference image outside the sequence that the dates are aligned to; empty aligns them to
   *     one of their own
   * @param previews of all dates, to choose the anchor
   * @param file the lock and how it binds this run
   * @throws UserError (usage) if the configured reference is none of the dates, or if {@code
   *     --locked} requires a lock that does not apply
   */
  public SequenceAlignment align(
      List<ReadAcquisition> dates,
      Optional<ReadAcquisition> reference,
      AnchorPreviews previews,
      LockFile file,
      Workers workers)
      throws Exception {
    Optional<AnchorChoice> named = findNamed(dates, reference);
    LockedAlignment locked =
        LockedAlignment.of(file, grid, LockedAlignment.basis(grid, settings), dates, reference);
    AnchorChoice choice =
        locked.anchor().isPresent()
            ? locked.anchor().get()
            : named.isPresent() ? named.get() : previews.choose(dates, workers);
    ReadAcquisition anchor = reference.isPresent() ? reference.get() : byId(dates, choice.id());
    PairMatcher matcher = new PairMatcher(grid, settings, store, cache);
    EdgeNetwork network =
        EdgeNetwork.measure(
            new EdgeNetwork.Plan(dates, anchor, locked, settings.excludeChanging(), evidence),
            matcher,
            workers,
            progress);
    double ratio = matcher.pixelSize(anchor) / grid.pixelSize();
    Map<String, AdjustedShift> adjusted =
        adjust(locked.without(network.edges()), anchor, locked, ratio);
    Map<String, Shift> shifts = new HashMap<>();
    adjusted.forEach((id, shift) -> shifts.put(id, ShiftPolicy.toShift(shift, ratio)));
    locked.keepIn(shifts);
    Map<String, AdjustedShift> shown =
        locked.applies() ? adjust(network.edges(), anchor, locked, ratio) : adjusted;
    String why =
        settings.toMedian() && !locked.applies()
            ? choice.why() + "; the sequence is moved so that its median shift is 0"
            : choice.why();
    List<String> moved = locked.moved(shifts);
    List<Issue> issues = new ArrayList<>(refused(dates, anchor, shifts, shown));
    locked.warning(moved).ifPresent(issues::add);
    return new SequenceAlignment(
        byDate(dates, shifts, shown, ratio),
        Optional.of(new AnchorChoice(anchor.id(), choice.score(), why)),
        network.edges().stream().map(edge -> pair(edge, shown, ratio)).toList(),
        Optional.of(locked.next(dates, shifts, anchor, why, network.changing())),
        moved,
        issues,
        locked.applies() && reference.isEmpty() && named.isEmpty()
            ? new KeptReference(file, locked).notices(dates, anchor, shifts, previews, workers)
            : List.of());
  }

  private static Map<String, AlignedAcquisition> byDate(
      List<ReadAcquisition> dates,
      Map<String, Shift> shifts,
      Map<String, AdjustedShift> adjusted,
      double ratio) {
    Map<String, AlignedAcquisition> result = new LinkedHashMap<>();
    for (ReadAcquisition date : dates) {
      Optional<AdjustedShift> measured = Optional.ofNullable(adjusted.get(date.id()));
      result.put(
          date.id(),
          new AlignedAcquisition(
              shifts.getOrDefault(date.id(), Shift.OFF),
              measured.map(AdjustedShift::reason).orElse(""),
              measured.map(one -> votes(one, ratio)).orElse(List.of())));
    }
    return result;
  }

  /** The votes of windows without the part that the non-rigid deformation explains, grid pixels. */
  private static List<TiePoint> votes(AdjustedShift shift, double ratio) {
    List<TiePoint> votes = new ArrayList<>();
    double[] local = new double[2];
    for (TiePoint tie : shift.tiePoints()) {
      shift.nonRigid().at(tie.x(), tie.y(), local);
      votes.add(
          new TiePoint(
              tie.x() * ratio,
              tie.y() * ratio,
              (tie.dxPx() - local[0]) * ratio,
              (tie.dyPx() - local[1]) * ratio,
              tie.agrees()));
    }
    return votes;
  }

  /** An edge in grid pixels, with its distance from the adjusted shifts. */
  private static SequenceAlignment.Pair pair(
      Edge edge, Map<String, AdjustedShift> adjusted, double ratio) {
    AdjustedShift from = adjusted.get(edge.referenceId());
    AdjustedShift to = adjusted.get(edge.targetId());
    double misfit =
        from == null || to == null || !edge.accepted()
            ? 0
            : Math.hypot(
                to.dxPx() - from.dxPx() - edge.dxPx(), to.dyPx() - from.dyPx() - edge.dyPx());
    return new SequenceAlignment.Pair(edge.onRaster(0, 0, ratio), misfit * ratio);
  }

  private Map<String, AdjustedShift> adjust(
      List<Edge> edges, ReadAcquisition anchor, LockedAlignment locked, double ratio) {
    Map<String, AdjustedShift> adjusted =
        Adjustment.solve(edges, anchor.id(), locked.shifts(anchor, ratio));
    if (locked.applies()) {
      return locked.gauged(adjusted, anchor, ratio);
    }
    return settings.toMedian() ? MedianReference.of(adjusted) : adjusted;
  }

  private List<Issue> refused(
      List<ReadAcquisition> dates,
      ReadAcquisition anchor,
      Map<String, Shift> shifts,
      Map<String, AdjustedShift> adjusted) {
    List<Issue> issues = new ArrayList<>();
    for (ReadAcquisition date : dates) {
      if (!date.id().equals(anchor.id())
          && Objects.requireNonNull(shifts.get(date.id())).status() == Shift.Status.REFUSED) {
        AdjustedShift shift = adjusted.get(date.id());
        issues.add(
            new Issue(
                "refused",
                date.id(),
                date.id()
                    + " could not be aligned ("
                    + (shift == null || shift.reason().isEmpty()
                        ? "as the lock says"
                        : shift.reason())
                    + (grid.hasGroundSize()
                        ? "); it is shown by its own georeference (coregister.on_refusal: drop"
                            + " leaves it out)."
                        : "); it is placed by its first pixel (coregister.on_refusal: drop leaves"
                            + " it out).")));
      }
    }
    return issues;
  }

  /** The anchor that the settings name; empty if they leave the choice. */
  private Optional<AnchorChoice> findNamed(
      List<ReadAcquisition> dates, Optional<ReadAcquisition> reference) {
    if (reference.isPresent() || settings.reference().isEmpty()) {
      return reference.map(SequenceAligner::named);
    }
    String configured = settings.reference().get();
    for (ReadAcquisition date : dates) {
      if (NamedReference.isCalled(date.acquisition(), configured)) {
        return Optional.of(named(date));
      }
    }
    throw NamedReference.unknown(configured);
  }

  private static AnchorChoice named(ReadAcquisition date) {
    return new AnchorChoice(date.id(), 1, date.id() + " is named by coregister.reference");
  }

  private static ReadAcquisition byId(List<ReadAcquisition> dates, String id) {
    return dates.stream().filter(date -> date.id().equals(id)).findFirst().orElseThrow();
  }
}
