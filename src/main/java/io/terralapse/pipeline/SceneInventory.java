package io.terralapse.pipeline;

import io.terralapse.align.ReferenceImage;
import io.terralapse.bands.BandRecipe;
import io.terralapse.catalog.CatalogSettings;
import io.terralapse.catalog.Catalogue;
import io.terralapse.catalog.SceneFinder;
import io.terralapse.config.JobSettings;
import io.terralapse.draw.ChannelTone;
import io.terralapse.grid.GridPlan;
import io.terralapse.grid.GridPlanner;
import io.terralapse.grid.SearchBox;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import io.terralapse.read.SceneRequest;
import io.terralapse.select.SceneSelector;
import io.terralapse.select.SelectSettings;
import io.terralapse.select.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What metadata alone decides: scenes, acquisitions, bands and grid. No pixel is read.
 *
 * @param bands what is shown of each
 * @param plan the grid, and the acquisitions that lie on it
 * @param dropped scenes that are not used, so far
 * @param issues what was wrong, so far
 */
public record SceneInventory(
    BandRecipe bands,
    GridPlan plan,
    Optional<Acquisition> reference,
    List<DroppedScene> dropped,
    List<Issue> issues) {

  /** Scenes, and what became of them before there was a grid. */
  public record Candidates(
      BandRecipe bands,
      List<Acquisition> acquisitions,
      Optional<Acquisition> reference,
      List<DroppedScene> dropped,
      List<Issue> issues) {}

  /** Finds scenes, groups them and drops those that lack the wanted bands. */
  public static Candidates candidates(JobSettings job, Inputs inputs) {
    BandRecipe asked = BandRecipe.of(job.bands().wanted(), job.bands().panSharpen());
    Catalogue catalogue = new SceneFinder(searched(job), inputs.catalog(), asked::mayRead).find();
    Selection selection = new SceneSelector(job.select()).select(catalogue.scenes());
    List<Issue> issues = new ArrayList<>(catalogue.issues());
    issues.addAll(selection.issues());
    List<DroppedScene> dropped = new ArrayList<>(selection.dropped());
    BandRecipe bands =
        asked.choose(selection.acquisitions().stream().flatMap(a -> a.scenes().stream()).toList());
    ChannelTone.tone(job, bands);
    List<Acquisition> acquisitions = new ArrayList<>();
    for (Acquisition acquisition : selection.acquisitions()) {
      List<Scene> fitting = new ArrayList<>();
      for (Scene scene : acquisition.scenes()) {
        bands
            .missingIn(scene)
            .ifPresentOrElse(
                why -> dropped.add(new DroppedScene(scene, "bands", why)),
                () -> fitting.add(scene));
      }
      if (!fitting.isEmpty()) {
        acquisitions.add(new Acquisition(acquisition.id(), acquisition.acquired(), fitting));
      }
    }
    Optional<Acquisition> reference =
        job.coregister().referenceImage().map(file -> ReferenceImage.find(file, job, inputs));
    return new Candidates(bands, acquisitions, reference, dropped, issues);
  }

  /** Searches without a place or a time of their own look where and when the job does. */
  private static CatalogSettings searched(JobSettings job) {
    if (job.catalog().searches().isEmpty()) {
      return job.catalog();
    }
    Optional<List<Double>> place =
        SearchBox.find(job.grid())
            .map(box -> List.of(box.west(), box.south(), box.east(), box.north()));
    SelectSettings select = job.select();
    boolean open = select.from().isEmpty() && select.to().isEmpty();
    String from = select.from().map(day -> day + "T00:00:00Z").orElse("..");
    String to = select.to().map(day -> day + "T23:59:59.999Z").orElse("..");
    return job.catalog().within(place, open ? Optional.empty() : Optional.of(from + "/" + to));
  }

  /**
   * Lays the grid over the candidates.
   *
   * @throws NoUsableScenesException if no scene is left, or the area and the scenes do not meet
   */
  public static SceneInventory of(JobSettings job, Candidates candidates)
      throws NoUsableScenesException {
    if (candidates.acquisitions().isEmpty()) {
      throw new NoUsableScenesException(nothingLeft(job, candidates), candidates.dropped());
    }
    List<DroppedScene> dropped = new ArrayList<>(candidates.dropped());
    try {
      GridPlan plan = new GridPlanner(job.grid()).plan(candidates.acquisitions());
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
      throw new NoUsableScenesException(sentence, dropped);
    }
  }

  /** What has to be read of a scene; empty if it lies outside the grid or lacks a band. */
  public Optional<SceneRequest> findRequest(JobSettings job, Acquisition acquisition, Scene scene) {
    return bands
        .forScenes(acquisition.scenes())
        .findIn(scene)
        .flatMap(
            wanted -> SceneRequest.find(plan.grid(), scene, wanted, job.coregister().maxShiftM()));
  }

  private static String nothingLeft(JobSettings job, Candidates candidates) {
    String where = "scenes: " + String.join(", ", job.catalog().scenes());
    if (!candidates.dropped().isEmpty()) {
      return where
          + ": none of the "
          + candidates.dropped().size()
          + " scenes found can be used; the first reason is: "
          + candidates.dropped().get(0).detail();
    }
    return candidates.issues().isEmpty()
        ? where + ": no scene was found; name folders or files that hold dated GeoTIFFs."
        : where
            + ": no scene can be used; the first problem is: "
            + candidates.issues().get(0).sentence();
  }
}
