package io.terralapse.pipeline;

import io.terralapse.config.JobSettings;
import io.terralapse.encode.Timing;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Scene;
import io.terralapse.read.SceneRequest;
import io.terralapse.window.WindowRequest;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** Says what a render would do, from metadata alone. */
final class PlanJob {
  private PlanJob() {}

  static PlanResult run(JobSettings job, RunOptions options, Inputs inputs) throws IOException {
    SceneInventory survey;
    try {
      survey = SceneInventory.of(job, SceneInventory.candidates(job, inputs));
    } catch (NoUsableScenesException nothing) {
      throw nothing.asUserError();
    }
    LockForecast lock = LockForecast.of(job, survey, LockFile.of(job, options));
    List<PlanResult.PlannedScene> scenes = new ArrayList<>();
    List<Acquisition> acquisitions = survey.plan().acquisitions();
    for (Acquisition acquisition : acquisitions) {
      for (Scene scene : acquisition.scenes()) {
        scenes.add(planned(scene, acquisition.id(), "used", ""));
      }
    }
    for (DroppedScene dropped : survey.dropped()) {
      scenes.add(planned(dropped.scene(), dropped.scene().id(), "dropped", dropped.reason()));
    }
    scenes.sort(
        Comparator.comparing(PlanResult.PlannedScene::acquired)
            .thenComparing(PlanResult.PlannedScene::id));
    return new PlanResult(
        scenes,
        acquisitions.size(),
        survey.plan().grid(),
        RenderResults.dropped(survey.dropped()),
        survey.issues(),
        storeBytes(job, options, inputs, survey),
        freeBytes(job.cacheDir()),
        Timing.of(acquisitions.size(), job.video()).totalSeconds(),
        lock);
  }

  private static PlanResult.PlannedScene planned(
      Scene scene, String acquisitionId, String status, String reason) {
    OptionalDouble cloud = scene.conditions().cloudPercent();
    return new PlanResult.PlannedScene(
        scene.id(),
        acquisitionId,
        scene.product().sensor(),
        scene.acquired().text(),
        scene.acquired().source().word(),
        status,
        reason,
        cloud.isPresent() ? (Double) cloud.getAsDouble() : null);
  }

  private static long storeBytes(
      JobSettings job, RunOptions options, Inputs inputs, SceneInventory survey) {
    WindowStore store = new WindowStore(job.cacheDir(), job.cacheMaxBytes(), inputs.rasters());
    long bytes = 0;
    for (Acquisition acquisition : survey.plan().acquisitions()) {
      for (Scene scene : acquisition.scenes()) {
        for (WindowRequest part :
            survey
                .findRequest(job, acquisition, scene)
                .map(SceneRequest::parts)
                .orElse(List.of())) {
          // Without the cache every window is read and stored again.
          bytes += options.noCache() ? WindowStore.bytes(part) : store.bytesNeeded(part);
        }
      }
    }
    return bytes;
  }

  /** Free bytes where the cache is, or will be made. */
  private static long freeBytes(Path folder) throws IOException {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return Files.getFileStore(existing).getUsableSpace();
  }
}
