package io.terralapse.inventory;

import io.terralapse.bands.BandRecipe;
import io.terralapse.config.JobSettings;
import io.terralapse.grid.GridPlan;
import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import io.terralapse.read.SceneRequest;
import io.terralapse.select.DropCount;
import io.terralapse.window.FootprintReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What metadata alone decides: scenes, acquisitions, bands and grid. No pixel has been read.
 *
 * @param bands which bands are read and how they become channels
 * @param plan the grid, and the acquisitions that cover part of it
 * @param reference image outside the sequence that dates are aligned to, if there is one
 * @param dropped scenes that are not used
 * @param issues what was wrong with the data
 */
public record SceneInventory(
    BandRecipe bands,
    GridPlan plan,
    Optional<Acquisition> reference,
    List<DroppedScene> dropped,
    List<Issue> issues) {

  /**
   * Plans the grid for selected scenes.
   *
   * @param footprints finds out where scenes have data, for {@code aoi: scenes}
   * @param lock the job's lock, whose grid is kept
   * @throws NoUsableScenesException if no scene is left, or none covers the area of interest
   */
  public static SceneInventory of(
      JobSettings job, CandidateScenes candidates, FootprintReader footprints, LockFile lock)
      throws NoUsableScenesException {
    if (candidates.acquisitions().isEmpty()) {
      throw new NoUsableScenesException(
          noneLeft(job, candidates), candidates.dropped(), candidates.issues());
    }
    List<DroppedScene> dropped = new ArrayList<>(candidates.dropped());
    try {
      MeasuredCoverage coverage =
          new MeasuredCoverage(
              candidates.bands(), job.select(), footprints, candidates.acquisitions(), job.jobs());
      GridPlan plan = new LockedGrid(job, lock).plan(candidates.acquisitions(), coverage);
      dropped.addAll(plan.dropped());
      List<Issue> issues = new ArrayList<>(candidates.issues());
      issues.addAll(plan.issues());
      return new SceneInventory(candidates.bands(), plan, candidates.reference(), dropped, issues);
    } catch (UserError error) {
      if (error.exitCode() != ExitCode.NO_TIMELAPSE) {
        throw error;
      }
      String sentence = String.valueOf(error.getMessage());
      for (Acquisition acquisition : candidates.acquisitions()) {
        for (Scene scene : acquisition.scenes()) {
          dropped.add(new DroppedScene(scene, "elsewhere", sentence));
        }
      }
      throw new NoUsableScenesException(sentence, dropped, candidates.issues());
    }
  }

  /**
   * Refuses an inventory of fewer dates than are needed, before any pixel is read.
   *
   * @throws NoUsableScenesException saying which rules dropped the others
   */
  public void requireDates(JobSettings job, int least) throws NoUsableScenesException {
    List<Acquisition> dates = plan.acquisitions();
    if (dates.size() >= least) {
      return;
    }
    int scenes = dates.stream().mapToInt(date -> date.scenes().size()).sum();
    Optional<String> why =
        dropped.isEmpty()
            ? Optional.empty()
            : Optional.of(
                DropCount.sentence(
                    job.select(), dropped, scenes, MetadataAdvice.of(job, dropped, dates)));
    throw new NoUsableScenesException(
        NoUsableScenesException.tooFew(dates.size(), why),
        NoUsableScenesException.withUnused(dropped, dates),
        issues);
  }

  /** What has to be read of a scene; empty if it is outside the grid or lacks a band. */
  public Optional<SceneRequest> findRequest(
      Acquisition acquisition, Scene scene, double maxShiftM) {
    return SceneRequest.find(plan.grid(), acquisition, scene, bands, maxShiftM);
  }

  /** The lock of a run on this grid: its alignment, if it is aligned, and the grid. */
  public Lock nextLock(JobSettings job, LockFile lock, Optional<Lock> aligned) {
    return new LockedGrid(job, lock).next(aligned, plan.grid());
  }

  private static String noneLeft(JobSettings job, CandidateScenes candidates) {
    List<String> named = job.catalog().scenes();
    String where = named.isEmpty() ? "scenes" : "scenes: " + String.join(", ", named);
    if (!candidates.dropped().isEmpty()) {
      return where
          + ": "
          + DropCount.sentence(
              job.select(),
              candidates.dropped(),
              0,
              MetadataAdvice.of(job, candidates.dropped(), List.of()))
          + "; the first reason is: "
          + candidates.dropped().get(0).detail();
    }
    return candidates.issues().isEmpty()
        ? where + ": no scene was found; name folders or files that hold dated GeoTIFFs."
        : where
            + ": no scene can be used; the first problem is: "
            + candidates.issues().get(0).sentence();
  }
}
