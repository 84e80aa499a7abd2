package io.terralapse.align;

import io.terralapse.align.core.AdjustedShift;
import io.terralapse.align.core.Adjustment;
import io.terralapse.align.core.AnchorChoice;
import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.align.core.Edge;
import io.terralapse.align.core.MedianGauge;
import io.terralapse.align.core.ShiftPolicy;
import io.terralapse.ledger.Ledger;
import io.terralapse.lock.Lock;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import io.terralapse.model.Shift;
import io.terralapse.model.UserError;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import io.terralapse.window.WindowStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Passes 1b and 1c: edges between dates are measured, and adjusted into one shift a date. */
public final class SequenceAligner {

  /**
   * The shifts.
   *
   * @param shifts by acquisition id, one for every date, grid pixels
   * @param reference the date with shift 0 and why; empty if alignment is off
   * @param measured what the shifts were made from, in the anchor's native pixels
   * @param lock what later runs hold to; empty if alignment is off
   * @param moved published frames that no longer are where they were
   * @param issues refused dates, and published frames that move unasked
   */
  public record Result(
      Map<String, Shift> shifts,
      Optional<Ledger.Reference> reference,
      Measured measured,
      Optional<Lock> lock,
      List<String> moved,
      List<Issue> issues) {

    /** Every date where its georeference says. */
    public static Result off(List<ReadAcquisition> dates) {
      Map<String, Shift> off = new HashMap<>();
      dates.forEach(date -> off.put(date.id(), Shift.OFF));
      return new Result(
          off, Optional.empty(), Measured.NOTHING, Optional.empty(), List.of(), List.of());
    }

    /** A date's shift. */
    public Shift shiftOf(ReadAcquisition date) {
      return shifts.getOrDefault(date.id(), Shift.OFF);
    }
  }

  /**
   * The evidence.
   *
   * @param edges every pair that was measured
   * @param adjusted by acquisition id
   * @param ratio grid pixels per pixel of the two
   */
  public record Measured(List<Edge> edges, Map<String, AdjustedShift> adjusted, double ratio) {
    private static final Measured NOTHING = new Measured(List.of(), Map.of(), 1);
  }

  private final Grid grid;
  private final CoregisterSettings settings;
  private final WindowStore store;
  private final EdgeCache cache;
  private final boolean evidence;
  private final Progress progress;

  /**
   * A pass.
   *
   * @param evidence measure edges of held dates too: nothing depends on them, but people want to
   *     see them
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
   * Aligns dates given in order of time, at least one.
   *
   * @param outside the picture that they are aligned to; empty takes one of them
   * @param held shifts that stay as they were published
   */
  public Result run(
      List<ReadAcquisition> dates,
      Optional<ReadAcquisition> outside,
      LockedAlignment held,
      Workers workers)
      throws Exception {
    AnchorChoice choice = held.anchor().orElseGet(() -> choose(dates, outside));
    ReadAcquisition anchor = outside.isPresent() ? outside.get() : byId(dates, choice.id());
    List<ReadAcquisition> others =
        dates.stream().filter(date -> !date.id().equals(anchor.id())).toList();
    PairMatcher survey = new PairMatcher(grid, settings, store, cache);
    EdgeNetwork network =
        EdgeNetwork.measure(
            new EdgeNetwork.Wanted(dates, anchor, held, settings.excludeChanging(), evidence),
            survey,
            workers,
            progress);

    double ratio = survey.pixelSize(anchor) / grid.pixelSize();
    Map<String, AdjustedShift> adjusted =
        adjust(held.without(network.edges()), anchor, held, ratio);
    Map<String, Shift> shifts = new HashMap<>();
    for (Map.Entry<String, AdjustedShift> one : adjusted.entrySet()) {
      shifts.put(one.getKey(), ShiftPolicy.toShift(one.getValue(), ratio));
    }
    held.keepIn(shifts);
    Map<String, AdjustedShift> shown =
        held.isHeld() ? adjust(network.edges(), anchor, held, ratio) : adjusted;
    String why =
        settings.toMedian() && !held.isHeld()
            ? choice.why() + "; the sequence is moved so that its median shift is 0"
            : choice.why();
    List<Issue> issues = new ArrayList<>(refused(others, shifts, shown));
    List<String> moved = held.moved(shifts);
    held.warning(moved).ifPresent(issues::add);
    return new Result(
        shifts,
        Optional.of(new Ledger.Reference(anchor.id(), why)),
        new Measured(network.edges(), shown, ratio),
        Optional.of(held.next(dates, shifts, anchor, why, network.changing())),
        moved,
        issues);
  }

  private Map<String, AdjustedShift> adjust(
      List<Edge> edges, ReadAcquisition anchor, LockedAlignment held, double ratio) {
    Map<String, AdjustedShift> adjusted =
        Adjustment.solve(edges, anchor.id(), held.locked(anchor, ratio));
    if (!settings.toMedian()) {
      return adjusted;
    }
    return held.isHeld() ? held.gauged(adjusted, anchor, ratio) : MedianGauge.of(adjusted);
  }

  private List<Issue> refused(
      List<ReadAcquisition> dates, Map<String, Shift> shifts, Map<String, AdjustedShift> adjusted) {
    List<Issue> issues = new ArrayList<>();
    for (ReadAcquisition date : dates) {
      if (Objects.requireNonNull(shifts.get(date.id())).status() == Shift.Status.REFUSED) {
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
                        ? "); it is shown by its own georeference."
                        : "); it is placed by its first pixel.")));
      }
    }
    return issues;
  }

  private AnchorChoice choose(List<ReadAcquisition> dates, Optional<ReadAcquisition> outside) {
    return outside
        .map(
            picture ->
                new AnchorChoice(
                    picture.id(), 1, picture.id() + " is named by coregister.reference"))
        .orElseGet(() -> anchor(dates));
  }

  private AnchorChoice anchor(List<ReadAcquisition> dates) {
    if (settings.reference().isEmpty()) {
      return AnchorChoice.of(dates.stream().map(ReadAcquisition::candidate).toList());
    }
    String wanted = settings.reference().get();
    for (ReadAcquisition date : dates) {
      boolean named =
          date.acquisition().scenes().stream().map(Scene::id).anyMatch(wanted::equals)
              || date.acquisition().acquired().text().startsWith(wanted);
      if (named) {
        return new AnchorChoice(date.id(), 1, date.id() + " is named by coregister.reference");
      }
    }
    throw UserError.usage(
        "coregister.reference: no usable date is called "
            + wanted
            + "; name a scene id or a date that `terralapse plan` lists, or say auto.");
  }

  private static ReadAcquisition byId(List<ReadAcquisition> dates, String id) {
    return dates.stream().filter(date -> date.id().equals(id)).findFirst().orElseThrow();
  }
}
