package io.terralapse.align;

import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.align.core.Edge;
import io.terralapse.align.core.network.AdjustedShift;
import io.terralapse.align.core.network.AnchorChoice;
import io.terralapse.align.core.network.ChangingRegion;
import io.terralapse.align.core.network.MedianReference;
import io.terralapse.geo.DatumGrids;
import io.terralapse.grid.AreaFile;
import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.model.ContentKey;
import io.terralapse.model.Displacement;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Shift;
import io.terralapse.read.ReadAcquisition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The published alignment, as far as the lock applies to the dates of this run: the anchor, and the
 * shifts that are kept. It applies as long as nothing that shifts depend on has changed; a date
 * whose pixels have changed counts as new.
 */
final class LockedAlignment {
  /** Why a lock does not fit, after its name. */
  private static final String OTHER_BASIS =
      "was made for another area or other settings of the alignment";

  /** The same for a lock that holds the grid of this run. */
  private static final String OTHER_SETTINGS = "was made for other settings under coregister";

  /** The same for a lock that holds another grid. */
  private static final String OTHER_GRID =
      "was made on another grid, for other settings under aoi or grid";

  private final LockFile file;
  private final String basis;
  private final Optional<Lock.Alignment> published;
  private final String contradiction;
  private final Optional<AnchorChoice> anchor;
  private final Map<String, Shift> shifts = new HashMap<>();

  private LockedAlignment(
      LockFile file,
      String basis,
      Optional<Lock.Alignment> published,
      String contradiction,
      Optional<AnchorChoice> anchor,
      List<ReadAcquisition> dates) {
    this.contradiction = contradiction;
    this.anchor = anchor;
    this.file = file;
    this.basis = basis;
    this.published = published;
    Map<String, String> contents = new HashMap<>();
    dates.forEach(date -> contents.put(date.id(), date.content()));
    for (Lock.Date date : published.map(Lock.Alignment::dates).orElse(List.of())) {
      if (date.content().equals(contents.get(date.id()))) {
        boolean isAnchor = anchor.filter(choice -> choice.id().equals(date.id())).isPresent();
        shifts.put(date.id(), isAnchor ? date.shift().asReference() : date.shift());
      }
    }
  }

  /**
   * Compares the lock with the dates of this run.
   *
   * @param grid of the frames
   * @param basis hash of everything that shifts depend on beside the dates
   * @param reference the image that the dates are aligned to, if it is none of them
   * @throws io.terralapse.model.UserError (usage) if {@code --locked} requires a lock that does not
   *     apply
   */
  static LockedAlignment of(
      LockFile file,
      Grid grid,
      String basis,
      List<ReadAcquisition> dates,
      Optional<ReadAcquisition> reference) {
    Optional<Lock.Alignment> found = file.found().flatMap(Lock::alignment);
    Optional<AnchorChoice> anchor =
        found
            .filter(lock -> lock.basis().equals(basis))
            .flatMap(lock -> findAnchor(lock, dates, reference));
    Optional<Lock.Alignment> published =
        found.filter(lock -> !file.isReplaced() && anchor.isPresent());
    Optional<String> contradiction =
        anchor.isPresent()
            ? Optional.empty()
            : found.map(
                lock ->
                    lock.basis().equals(basis)
                        ? anchorIsLost(lock, reference.map(List::of).orElse(dates))
                        : otherBasis(file, grid));
    if (published.isEmpty()) {
      file.refuseIfRequired(contradiction.orElse(missing(file)));
    }
    return new LockedAlignment(
        file, basis, published, contradiction.orElse(OTHER_BASIS), anchor, dates);
  }

  /**
   * The published anchor. If it is gone or has other pixels, the published shifts stay all the
   * same, and what is new is compared with another published date: the one that was measured best
   * among those that are only shifted.
   */
  private static Optional<AnchorChoice> findAnchor(
      Lock.Alignment lock, List<ReadAcquisition> dates, Optional<ReadAcquisition> reference) {
    Lock.Anchor before = lock.anchor();
    boolean kept =
        reference.map(List::of).orElse(dates).stream()
            .anyMatch(
                date -> date.id().equals(before.id()) && date.content().equals(before.content()));
    if (kept) {
      return Optional.of(new AnchorChoice(before.id(), 1, before.why()));
    }
    // Excluded squares are given in pixels of an anchor that is no longer known.
    if (reference.isPresent() || !lock.excluded().isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> contents = new HashMap<>();
    dates.forEach(date -> contents.put(date.id(), date.content()));
    return substitutes(lock)
        .filter(date -> date.content().equals(contents.get(date.id())))
        .max(Comparator.comparingDouble(date -> date.shift().confidence()))
        .map(
            date ->
                new AnchorChoice(
                    date.id(),
                    1,
                    date.id()
                        + " replaces the published reference "
                        + before.id()
                        + ", which is gone or has other pixels; published shifts stay"));
  }

  /** Published dates that others can be compared with in place of the anchor. */
  static Stream<Lock.Date> substitutes(Lock.Alignment lock) {
    return lock.excluded().isEmpty()
        ? lock.dates().stream()
            .filter(
                date ->
                    date.shift().status() == Shift.Status.ALIGNED
                        && date.shift().displacement().isTranslation())
        : Stream.empty();
  }

  private static String anchorIsLost(Lock.Alignment lock, List<ReadAcquisition> candidates) {
    boolean present = candidates.stream().anyMatch(date -> date.id().equals(lock.anchor().id()));
    return present
        ? "was made with the anchor " + lock.anchor().id() + ", whose pixels have changed"
        : anchorIsGone(lock);
  }

  /** That there is no alignment, after the lock's name. */
  static String missing(LockFile file) {
    return file.found().isPresent() ? "holds no alignment" : "is missing";
  }

  /** That a lock was made on another basis than that of a grid, after the lock's name. */
  static String otherBasis(LockFile file, Grid grid) {
    return file.found()
        .flatMap(Lock::grid)
        .map(before -> before.grid().equals(grid) ? OTHER_SETTINGS : OTHER_GRID)
        .orElse(OTHER_BASIS);
  }

  /** That the anchor is none of the dates, after the lock's name. */
  static String anchorIsGone(Lock.Alignment lock) {
    return "was made with the anchor " + lock.anchor().id() + ", which is gone";
  }

  /** Hash of everything that shifts depend on beside the dates; the same on every machine. */
  static String basis(Grid grid, CoregisterSettings settings) {
    return ContentKey.of(
            String.join(
                "\n",
                grid + gridFiles(),
                settings.model().name(),
                settings.reference().orElse(""),
                Boolean.toString(settings.toMedian()),
                Double.toString(settings.maxShiftM()),
                settings.minConfidence().toString(),
                settings
                    .exclude()
                    .map(file -> AreaFile.read("coregister.exclude", file, grid).toText())
                    .orElse(""),
                Boolean.toString(settings.excludeChanging())))
        .hex();
  }

  /** Empty without grid files, so that locks of such jobs stay valid. */
  private static String gridFiles() {
    return DatumGrids.checksums().isEmpty() ? "" : DatumGrids.checksums().toString();
  }

  /** Whether there is a lock that applies. */
  boolean applies() {
    return published.isPresent();
  }

  /** Whether a date keeps its published shift. */
  boolean isLocked(ReadAcquisition date) {
    return shifts.containsKey(date.id());
  }

  /** The published anchor, or the date that replaces it, if the lock applies. */
  Optional<AnchorChoice> anchor() {
    return published.flatMap(lock -> anchor);
  }

  /** Squares that an earlier run found to change, in the anchor's pixels. */
  List<ChangingRegion.Square> changing() {
    return published.map(Lock.Alignment::excluded).orElse(List.of()).stream()
        .map(square -> new ChangingRegion.Square(square.x(), square.y(), square.half()))
        .toList();
  }

  /** Whether a date is locked and was published as aligned. */
  boolean isAligned(String id) {
    Shift shift = shifts.get(id);
    return shift != null && shift.status() != Shift.Status.REFUSED;
  }

  /** Whether a date is locked and was published with a translation only. */
  boolean isTranslated(String id) {
    return isAligned(id) && shiftOf(id).displacement().isTranslation();
  }

  /** The edges without those of dates that were published as refused: they constrain nothing. */
  List<Edge> without(List<Edge> edges) {
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
   * The published shifts as constants of the adjustment.
   *
   * @param anchor has shift 0 in the adjustment, whatever it was published with
   * @param ratio grid pixels per pixel of the adjustment
   */
  Map<String, AdjustedShift> shifts(ReadAcquisition anchor, double ratio) {
    Map<String, AdjustedShift> locked = new HashMap<>();
    double[] at = gauge(anchor, ratio);
    shifts.forEach(
        (id, shift) -> {
          if (isAligned(id)) {
            Displacement centre = Displacement.translation(-shift.dxPx(), -shift.dyPx());
            Displacement local = shift.displacement().plus(centre).onRaster(0, 0, 1 / ratio);
            locked.put(
                id,
                AdjustedShift.locked(
                    id, shift.dxPx() / ratio - at[0], shift.dyPx() / ratio - at[1], local));
          }
        });
    return locked;
  }

  /** Moves shifts relative to the anchor into the datum of the published ones. */
  Map<String, AdjustedShift> gauged(
      Map<String, AdjustedShift> adjusted, ReadAcquisition anchor, double ratio) {
    double[] at = gauge(anchor, ratio);
    return at[0] == 0 && at[1] == 0
        ? adjusted
        : MedianReference.withAnchorAt(adjusted, at[0], at[1]);
  }

  private double[] gauge(ReadAcquisition anchor, double ratio) {
    Shift shift = shifts.getOrDefault(anchor.id(), Shift.REFERENCE);
    return new double[] {shift.dxPx() / ratio, shift.dyPx() / ratio};
  }

  /** Replaces measured shifts by the published ones of locked dates. */
  void keepIn(Map<String, Shift> measured) {
    measured.putAll(shifts);
  }

  /** The lock that this run writes. */
  Lock next(
      List<ReadAcquisition> dates,
      Map<String, Shift> shiftsNow,
      ReadAcquisition anchor,
      String why,
      List<ChangingRegion.Square> changing) {
    return Lock.of(
        new Lock.Alignment(
            basis,
            new Lock.Anchor(anchor.id(), anchor.content(), why),
            changing.stream().map(s -> new Lock.Square(s.x(), s.y(), s.half())).toList(),
            dates.stream()
                .map(
                    date ->
                        new Lock.Date(
                            date.id(),
                            date.content(),
                            shiftsNow.getOrDefault(date.id(), Shift.OFF)))
                .toList()));
  }

  /** Published frames that move because the lock no longer applies, in order of time. */
  List<String> moved(Map<String, Shift> shiftsNow) {
    List<String> moved = new ArrayList<>();
    if (!applies() && file.found().isPresent()) {
      List<Lock.Date> before =
          file.found().flatMap(Lock::alignment).map(Lock.Alignment::dates).orElse(List.of());
      for (Lock.Date date : before) {
        Shift now = shiftsNow.get(date.id());
        if (now != null && !now.appliedDisplacement().equals(date.shift().appliedDisplacement())) {
          moved.add(date.id());
        }
      }
    }
    return moved;
  }

  /**
   * A warning about moved frames; empty if there are none, or if they are due to {@code --relock}.
   */
  Optional<Issue> warning(List<String> moved) {
    if (moved.isEmpty() || file.isReplaced()) {
      return Optional.empty();
    }
    return Optional.of(
        new Issue(
            LockFile.RELOCKED,
            file.name(),
            file.name()
                + " "
                + contradiction
                + ", so every shift was recalculated and "
                + moved.size()
                + (moved.size() == 1 ? " published frame moves: " : " published frames move, ")
                + (moved.size() == 1 ? "" : "the first is ")
                + moved.get(0)
                + "; restore the settings to keep them, or run with --relock."));
  }
}
