package io.terralapse.pipeline;

import io.terralapse.align.LockedAlignment;
import io.terralapse.config.JobSettings;
import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Acquisition;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
   * Compares the lock with a job.
   *
   * @throws io.terralapse.model.UserError (usage) under {@code --locked}, if it does not fit
   */
  static LockForecast of(JobSettings job, SceneInventory survey, LockFile file) {
    Set<String> ids =
        survey.plan().acquisitions().stream().map(Acquisition::id).collect(Collectors.toSet());
    if (!job.coregister().enabled()) {
      return new LockForecast(file.name(), "unused", 0, 0);
    }
    if (file.isReplaced()) {
      return new LockForecast(file.name(), "replaced", 0, ids.size());
    }
    Optional<Lock.Alignment> lock = file.found().map(Lock::alignment);
    String basis = LockedAlignment.basis(survey.plan().grid(), job.coregister());
    boolean fits =
        lock.filter(found -> found.basis().equals(basis))
            .filter(found -> survey.reference().isPresent() || ids.contains(found.anchor().id()))
            .isPresent();
    if (!fits) {
      file.refuseIfBound(lock.isEmpty() ? "is missing" : LockedAlignment.OTHER_BASIS);
      String state = lock.isEmpty() ? "missing" : "contradicts";
      return new LockForecast(file.name(), state, 0, ids.size());
    }
    int locked = (int) lock.get().dates().stream().map(Lock.Date::id).filter(ids::contains).count();
    return new LockForecast(file.name(), "fits", locked, ids.size() - locked);
  }
}
