package io.terralapse.align;

import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Grid;
import java.util.Optional;
import java.util.Set;

/**
 * What a render would do with the lock, as far as metadata tell: whether a date's pixels have
 * changed is known only when they are read.
 *
 * @param file name of the lock file
 * @param state {@code missing}, {@code fits}, {@code contradicts}, {@code replaced} (by {@code
 *     --relock}) or {@code unused} (alignment is off)
 * @param lockedDates dates that would keep their published alignment
 * @param newDates dates that would be aligned to them, or all that would be aligned
 */
public record LockForecast(String file, String state, int lockedDates, int newDates) {

  /**
   * Compares the lock with a run.
   *
   * @param dates ids of the acquisitions
   * @param hasReferenceImage whether the anchor is an image outside of the sequence
   * @throws io.terralapse.model.UserError (usage) under {@code --locked}, if it does not fit
   */
  public static LockForecast of(
      LockFile file,
      Grid grid,
      CoregisterSettings settings,
      Set<String> dates,
      boolean hasReferenceImage) {
    if (!settings.enabled()) {
      return new LockForecast(file.name(), "unused", 0, 0);
    }
    if (file.isReplaced()) {
      return new LockForecast(file.name(), "replaced", 0, dates.size());
    }
    Optional<Lock.Alignment> lock = file.found().flatMap(Lock::alignment);
    String basis = LockedAlignment.basis(grid, settings);
    Optional<String> contradiction =
        lock.isEmpty()
            ? Optional.of(LockedAlignment.missing(file))
            : !lock.get().basis().equals(basis)
                ? Optional.of(LockedAlignment.otherBasis(file, grid))
                : hasReferenceImage
                        || dates.contains(lock.get().anchor().id())
                        || LockedAlignment.substitutes(lock.get())
                            .anyMatch(date -> dates.contains(date.id()))
                    ? Optional.empty()
                    : Optional.of(LockedAlignment.anchorIsGone(lock.get()));
    if (contradiction.isPresent()) {
      file.refuseIfRequired(contradiction.get());
      String state = lock.isEmpty() ? "missing" : "contradicts";
      return new LockForecast(file.name(), state, 0, dates.size());
    }
    int locked =
        (int)
            lock.orElseThrow().dates().stream().map(Lock.Date::id).filter(dates::contains).count();
    return new LockForecast(file.name(), "fits", locked, dates.size() - locked);
  }

  /** Whether a lock's alignment was made on a grid with some settings. */
  public static boolean isMadeOn(Lock.Alignment lock, Grid grid, CoregisterSettings settings) {
    return settings.enabled() && lock.basis().equals(LockedAlignment.basis(grid, settings));
  }
}
