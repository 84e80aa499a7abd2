package io.terralapse.align;

import io.terralapse.align.core.AdjustedShift;
import io.terralapse.align.core.AnchorChoice;
import io.terralapse.align.core.ChangingRegion;
import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.align.core.Edge;
import io.terralapse.align.core.LockedShift;
import io.terralapse.align.core.MedianGauge;
import io.terralapse.grid.ExcludedArea;
import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Displacement;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Shift;
import io.terralapse.raster.ContentKey;
import io.terralapse.read.ReadAcquisition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the lock says of the dates at hand: the anchor, and the shifts that must stay as they were
 * published. It holds as long as nothing that shifts depend on has changed; a date whose pixels
 * have changed is a new date.
 */
public final class LockedAlignment {
  /** Why a lock does not fit, after its name. */
  public static final String OTHER_BASIS =
      "was made for another area, other settings of the alignment or another anchor";

  private final LockFile file;
  private final String basis;
  private final Optional<Lock.Alignment> held;
  private final Map<String, Shift> shifts = new HashMap<>();

  private LockedAlignment(
      LockFile file, String basis, Optional<Lock.Alignment> held, List<ReadAcquisition> dates) {
    this.file = file;
    this.basis = basis;
    this.held = held;
    Map<String, String> contents = new HashMap<>();
    dates.forEach(date -> contents.put(date.id(), content(date)));
    for (Lock.Date date : held.map(Lock.Alignment::dates).orElse(List.of())) {
      if (date.content().equals(contents.get(date.id()))) {
        shifts.put(date.id(), date.shift());
      }
    }
  }

  /**
   * Lays the lock over dates.
   *
   * @param basis hash of all that shifts depend on beside the dates
   * @param outside the picture that they are aligned to, if it is none of them
   */
  public static LockedAlignment of(
      LockFile file, String basis, List<ReadAcquisition> dates, Optional<ReadAcquisition> outside) {
    Optional<Lock.Alignment> found = file.found().map(Lock::alignment);
    Optional<Lock.Alignment> held =
        found.filter(
            lock ->
                !file.isReplaced()
                    && lock.basis().equals(basis)
                    && isThere(lock.anchor(), dates, outside));
    if (held.isEmpty()) {
      file.refuseIfBound(found.isEmpty() ? "is missing" : OTHER_BASIS);
    }
    return new LockedAlignment(file, basis, held, dates);
  }

  /** Names all that shifts depend on beside the dates; the same on every machine. */
  public static String basis(Grid grid, CoregisterSettings settings) {
    return ContentKey.of(
            String.join(
                "\n",
                grid.toString(),
                settings.model().name(),
                settings.reference().orElse(""),
                Boolean.toString(settings.toMedian()),
                Double.toString(settings.maxShiftM()),
                settings.minConfidence().toString(),
                settings.exclude().map(file -> ExcludedArea.read(file, grid).toText()).orElse(""),
                Boolean.toString(settings.excludeChanging())))
        .hex();
  }

  private static boolean isThere(
      Lock.Anchor anchor, List<ReadAcquisition> dates, Optional<ReadAcquisition> outside) {
    List<ReadAcquisition> candidates = outside.map(List::of).orElse(dates);
    return candidates.stream()
        .anyMatch(date -> date.id().equals(anchor.id()) && content(date).equals(anchor.content()));
  }

  private static String content(ReadAcquisition date) {
    return ContentKey.of(String.join(",", date.keys())).hex();
  }

  /** True if there is a lock and it fits. */
  public boolean isHeld() {
    return held.isPresent();
  }

  /** True for a date that stays as it was published. */
  public boolean holds(ReadAcquisition date) {
    return shifts.containsKey(date.id());
  }

  /** The anchor, if it is held. */
  public Optional<AnchorChoice> anchor() {
    return held.map(Lock.Alignment::anchor)
        .map(anchor -> new AnchorChoice(anchor.id(), 1, anchor.why()));
  }

  /** Squares that an earlier run found to change, the anchor's pixels. */
  public List<ChangingRegion.Square> changing() {
    return held.map(Lock.Alignment::excluded).orElse(List.of()).stream()
        .map(square -> new ChangingRegion.Square(square.x(), square.y(), square.half()))
        .toList();
  }

  /** Held dates that were aligned. */
  public boolean isAligned(String id) {
    Shift shift = shifts.get(id);
    return shift != null && shift.status() != Shift.Status.REFUSED;
  }

  /** A held date that was moved and not turned. */
  public boolean isUpright(String id) {
    return isAligned(id) && shiftOf(id).displacement().isTranslation();
  }

  /** Edges without those of dates that were published as refused: they tie nothing. */
  public List<Edge> without(List<Edge> edges) {
    return edges.stream()
        .filter(edge -> !isRefused(edge.referenceId()) && !isRefused(edge.targetId()))
        .toList();
  }

  private boolean isRefused(String id) {
    return shifts.containsKey(id) && !isAligned(id);
  }

  private Shift shiftOf(String id) {
    return Objects.requireNonNull(shifts.get(id), id);
  }

  /**
   * The constants of the adjustment.
   *
   * @param anchor whose shift is 0 there, whatever it was published with
   * @param ratio grid pixels per pixel of the adjustment
   */
  public Map<String, LockedShift> locked(ReadAcquisition anchor, double ratio) {
    Map<String, LockedShift> locked = new HashMap<>();
    double[] at = gauge(anchor, ratio);
    shifts.forEach(
        (id, shift) -> {
          if (isAligned(id)) {
            Displacement middle = Displacement.translation(-shift.dxPx(), -shift.dyPx());
            Displacement shape = shift.displacement().plus(middle).onRaster(0, 0, 1 / ratio);
            locked.put(
                id,
                new LockedShift(shift.dxPx() / ratio - at[0], shift.dyPx() / ratio - at[1], shape));
          }
        });
    return locked;
  }

  /** Brings shifts relative to the anchor to where the published ones are. */
  public Map<String, AdjustedShift> gauged(
      Map<String, AdjustedShift> adjusted, ReadAcquisition anchor, double ratio) {
    double[] at = gauge(anchor, ratio);
    return at[0] == 0 && at[1] == 0 ? adjusted : MedianGauge.keeping(adjusted, at[0], at[1]);
  }

  private double[] gauge(ReadAcquisition anchor, double ratio) {
    Shift shift = shifts.getOrDefault(anchor.id(), Shift.REFERENCE);
    return new double[] {shift.dxPx() / ratio, shift.dyPx() / ratio};
  }

  /** Puts published shifts in the place of derived ones. */
  public void keepIn(Map<String, Shift> derived) {
    derived.putAll(shifts);
  }

  /** The lock that this run leaves. */
  public Lock next(
      List<ReadAcquisition> dates,
      Map<String, Shift> shiftsNow,
      ReadAcquisition anchor,
      String why,
      List<ChangingRegion.Square> changing) {
    return new Lock(
        Lock.VERSION,
        new Lock.Alignment(
            basis,
            new Lock.Anchor(anchor.id(), content(anchor), why),
            changing.stream().map(s -> new Lock.Square(s.x(), s.y(), s.half())).toList(),
            dates.stream()
                .map(
                    date ->
                        new Lock.Date(
                            date.id(), content(date), shiftsNow.getOrDefault(date.id(), Shift.OFF)))
                .toList()));
  }

  /** Published frames that move because the lock no longer holds, in order of time. */
  public List<String> moved(Map<String, Shift> shiftsNow) {
    List<String> moved = new ArrayList<>();
    if (!isHeld() && file.found().isPresent()) {
      for (Lock.Date date : file.found().get().alignment().dates()) {
        Shift now = shiftsNow.get(date.id());
        if (now != null && !now.appliedDisplacement().equals(date.shift().appliedDisplacement())) {
          moved.add(date.id());
        }
      }
    }
    return moved;
  }

  /** Says so; empty if none does, or the user has asked for it. */
  public Optional<Issue> warning(List<String> moved) {
    if (moved.isEmpty() || file.isReplaced()) {
      return Optional.empty();
    }
    return Optional.of(
        new Issue(
            "relocked",
            file.name(),
            file.name()
                + " "
                + OTHER_BASIS
                + ", so every shift was derived anew and "
                + moved.size()
                + (moved.size() == 1 ? " published frame moves: " : " published frames move, ")
                + (moved.size() == 1 ? "" : "the first is ")
                + moved.get(0)
                + "; put the settings back to keep them, or say --relock."));
  }
}
