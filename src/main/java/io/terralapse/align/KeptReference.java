package io.terralapse.align;

import io.terralapse.lock.LockFile;
import io.terralapse.model.Shift;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.run.Workers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Says when the reference that the lock keeps has become a bad one: dates that arrive cannot be
 * compared with it as well as the published ones, and another date agrees better with all. The
 * choice is repeated only if dates that are new point to it, because it needs a preview of every
 * date.
 */
final class KeptReference {
  /** A new date with less than this part of the usual confidence points to a bad reference. */
  private static final double WEAK = 0.6;

  /** A reference that is not as many times better moves no frame noticeably. */
  private static final double NOTICEABLE = 1.15;

  private final LockFile file;
  private final LockedAlignment locked;

  KeptReference(LockFile file, LockedAlignment locked) {
    this.file = file;
    this.locked = locked;
  }

  /**
   * One sentence if another date would be noticeably better, else none.
   *
   * @param anchor one of the dates
   * @param shifts of all dates, by id
   */
  List<String> notices(
      List<ReadAcquisition> dates,
      ReadAcquisition anchor,
      Map<String, Shift> shifts,
      AnchorPreviews previews,
      Workers workers)
      throws Exception {
    double[] usual =
        dates.stream()
            .filter(date -> locked.isLocked(date) && !date.id().equals(anchor.id()))
            .mapToDouble(date -> shiftOf(date, shifts).confidence())
            .sorted()
            .toArray();
    double limit = usual.length == 0 ? 0 : WEAK * usual[usual.length / 2];
    boolean weak =
        dates.stream()
            .filter(date -> !locked.isLocked(date))
            .map(date -> shiftOf(date, shifts))
            .anyMatch(
                shift -> shift.status() == Shift.Status.REFUSED || shift.confidence() < limit);
    if (!weak) {
      return List.of();
    }
    return previews.findBetter(dates, anchor.id(), NOTICEABLE, workers).stream()
        .map(
            better ->
                String.format(
                    Locale.ROOT,
                    "%s keeps the reference %s, which agrees with all present dates by %.2f (median"
                        + " similarity times the clear part of the frame), and %s would by %.2f; run"
                        + " with --relock to align every frame to that.",
                    file.name(),
                    anchor.id(),
                    better.keptScore(),
                    better.choice().id(),
                    better.choice().score()))
        .toList();
  }

  private static Shift shiftOf(ReadAcquisition date, Map<String, Shift> shifts) {
    return Objects.requireNonNull(shifts.get(date.id()), date.id());
  }
}
