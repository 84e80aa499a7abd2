package io.terralapse.inventory;

import io.terralapse.align.LockForecast;
import io.terralapse.config.JobSettings;
import io.terralapse.geo.DatumGrids;
import io.terralapse.grid.GridPlan;
import io.terralapse.grid.GridPlanner;
import io.terralapse.grid.SceneCoverage;
import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Plans the grid of a job, and keeps the one of the published frames as long as the settings that
 * it was planned for are the same: scenes that arrive do not change it.
 */
final class LockedGrid {
  private final JobSettings job;
  private final LockFile lock;

  LockedGrid(JobSettings job, LockFile lock) {
    this.job = job;
    this.lock = lock;
  }

  /**
   * Plans the grid.
   *
   * @throws io.terralapse.model.UserError (usage) under {@code --locked}, if the lock holds the
   *     grid of other settings
   */
  GridPlan plan(List<Acquisition> acquisitions, SceneCoverage coverage) {
    GridPlanner planner = new GridPlanner(job.grid());
    Optional<Lock> found = lock.isReplaced() ? Optional.empty() : lock.found();
    Optional<Lock.PublishedGrid> published = found.flatMap(Lock::grid);
    if (published.isEmpty()) {
      return found
          .flatMap(Lock::alignment)
          .flatMap(alignment -> findEarlier(acquisitions, alignment))
          .orElseGet(() -> planner.plan(acquisitions, coverage));
    }
    Grid grid = published.get().grid();
    if (published.get().settings().equals(job.grid().key())
        && GridPlanner.isOfKind(grid, acquisitions)) {
      return planner.plan(acquisitions, grid);
    }
    lock.refuseIfRequired(
        "holds a grid of "
            + describe(grid)
            + " that was planned for other settings under aoi or grid");
    GridPlan plan = planner.plan(acquisitions, coverage);
    return plan.grid().equals(grid) ? plan : withIssue(plan, grid);
  }

  /**
   * The plan of an earlier version of the program, if the alignment of its lock was made on that:
   * earlier versions took every scene as filling its raster, and the first ones kept the native
   * pixels of small areas.
   */
  private Optional<GridPlan> findEarlier(List<Acquisition> acquisitions, Lock.Alignment alignment) {
    return Stream.of(new GridPlanner(job.grid()), GridPlanner.ofNativePixels(job.grid()))
        .map(planner -> planner.plan(acquisitions, SceneCoverage.COMPLETE))
        .filter(plan -> LockForecast.isMadeOn(alignment, plan.grid(), job.coregister()))
        .findFirst();
  }

  private GridPlan withIssue(GridPlan plan, Grid before) {
    List<Issue> issues = new ArrayList<>(plan.issues());
    issues.add(
        new Issue(
            LockFile.RELOCKED,
            lock.name(),
            lock.name()
                + " holds a grid of "
                + describe(before)
                + " that was planned for other settings under aoi or grid, so it was planned again"
                + " ("
                + describe(plan.grid())
                + ") and every published frame changes; restore the settings to keep the frames, or"
                + " run with --relock."));
    return new GridPlan(plan.grid(), plan.area(), plan.acquisitions(), plan.dropped(), issues);
  }

  private static String describe(Grid grid) {
    String crs = grid.crs().length() <= 20 ? " in " + grid.crs() : "";
    return grid.width() + " x " + grid.height() + " pixels" + crs;
  }

  /** The lock of a run, with the grid that its frames have. */
  Lock next(Optional<Lock> aligned, Grid grid) {
    Optional<Lock.Alignment> alignment = aligned.or(lock::found).flatMap(Lock::alignment);
    List<Lock.GridFile> files =
        DatumGrids.checksums().entrySet().stream()
            .map(file -> new Lock.GridFile(file.getKey(), file.getValue()))
            .toList();
    return Lock.of(files, Optional.of(new Lock.PublishedGrid(job.grid().key(), grid)), alignment);
  }
}
