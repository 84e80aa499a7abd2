package io.terralapse.align;

import io.terralapse.bands.BandRecipe;
import io.terralapse.catalog.BandWish;
import io.terralapse.catalog.CatalogSettings;
import io.terralapse.catalog.Catalogue;
import io.terralapse.catalog.SceneFinder;
import io.terralapse.config.JobSettings;
import io.terralapse.grid.GridPlan;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import io.terralapse.pipeline.Inputs;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.ReadPass;
import io.terralapse.read.SceneRequest;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import io.terralapse.window.WindowStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A picture outside of the film that its dates are aligned to. */
public final class ReferenceImage {
  private ReferenceImage() {}

  /**
   * Finds the picture's bands and place.
   *
   * @throws UserError if it is no picture that can be read
   */
  public static Acquisition find(Path file, JobSettings job, Inputs inputs) {
    CatalogSettings alone =
        new CatalogSettings(
            job.catalog().base(),
            List.of(file.toString()),
            List.of(),
            job.catalog().sources(),
            Optional.empty(),
            Optional.empty());
    Catalogue found = new SceneFinder(alone, inputs.catalog(), BandWish.ALL).findReferences();
    if (found.scenes().isEmpty()) {
      String why = found.issues().isEmpty() ? "" : ": " + found.issues().get(0).sentence();
      throw UserError.usage(
          "coregister.reference: " + file.getFileName() + " cannot be used" + why);
    }
    Scene scene = found.scenes().get(0);
    return new Acquisition(scene.id(), scene.acquired(), List.of(scene));
  }

  /** The picture's own colours, whatever the film shows. */
  private static BandRecipe bands(Acquisition reference) {
    return BandRecipe.of(List.of("true-color"), false).choose(reference.scenes());
  }

  /** What has to be read of it; empty if that is nothing. */
  public static Optional<SceneRequest> findRequest(
      Acquisition reference, GridPlan plan, double maxShiftM) {
    Scene scene = reference.scenes().get(0);
    return bands(reference)
        .forScenes(reference.scenes())
        .findIn(scene)
        .flatMap(wanted -> SceneRequest.find(plan.grid(), scene, wanted, maxShiftM));
  }

  /**
   * Reads what of it lies in the area.
   *
   * @throws UserError if that is nothing
   */
  public static ReadAcquisition read(
      Acquisition reference,
      GridPlan plan,
      double maxShiftM,
      WindowStore store,
      Workers workers,
      Progress progress)
      throws Exception {
    GridPlan alone =
        new GridPlan(plan.grid(), plan.area(), List.of(reference), List.of(), List.of());
    ReadPass.Result read =
        new ReadPass(alone, bands(reference), store, maxShiftM, progress).run(workers);
    if (read.dates().isEmpty()) {
      throw UserError.usage("coregister.reference: " + read.dropped().get(0).detail());
    }
    return read.dates().get(0);
  }
}
