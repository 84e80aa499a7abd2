package io.terralapse.align;

import io.terralapse.bands.BandRecipe;
import io.terralapse.grid.GridPlan;
import io.terralapse.model.Acquisition;
import io.terralapse.model.UserError;
import io.terralapse.read.PreviewListener;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.read.ReadPass;
import io.terralapse.read.SceneRequest;
import io.terralapse.run.OneStage;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import io.terralapse.window.WindowStore;
import java.util.List;
import java.util.Optional;

/** Reads a reference image outside the sequence, in natural colours whatever the video shows. */
public final class ReferenceReader {
  private ReferenceReader() {}

  private static BandRecipe bands(Acquisition reference) {
    return BandRecipe.of(List.of("true-color"), false).choose(reference.scenes());
  }

  /** What has to be read of the image; empty if it is outside the grid. */
  public static Optional<SceneRequest> findRequest(
      Acquisition reference, GridPlan plan, double maxShiftM) {
    return SceneRequest.find(
        plan.grid(), reference, reference.scenes().get(0), bands(reference), maxShiftM);
  }

  /**
   * Reads the part of the image that is inside the area of interest.
   *
   * @throws UserError (usage) if there is none, or it cannot be read
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
        new ReadPass(
                alone,
                bands(reference),
                store,
                maxShiftM,
                new OneStage("reading the reference image", progress),
                PreviewListener.NONE)
            .run(workers);
    if (read.acquisitions().isEmpty()) {
      throw UserError.usage("coregister.reference: " + read.dropped().get(0).detail());
    }
    return read.acquisitions().get(0);
  }
}
