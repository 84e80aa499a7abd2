package io.terralapse.pipeline;

import io.terralapse.align.AlignmentForecast;
import io.terralapse.align.LockForecast;
import io.terralapse.config.JobSettings;
import io.terralapse.furniture.Undrawable;
import io.terralapse.grid.DatumAccuracy;
import io.terralapse.grid.Enlargement;
import io.terralapse.inventory.CandidateScenes;
import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import io.terralapse.read.SceneRequest;
import io.terralapse.window.WindowRequest;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what a render would do, from metadata alone; only the page is made from pixels. */
final class PlanJob {
  private final RunContext context;
  private final Optional<PlanPageJob> page;

  /**
   * A plan.
   *
   * @param withPage also write the page on which area and dates are chosen
   */
  PlanJob(RunContext context, boolean withPage) {
    this.context = context;
    this.page = withPage ? Optional.of(new PlanPageJob(context)) : Optional.empty();
  }

  PlanResult run() throws Exception {
    Undrawable.refuse(context.job().furniture());
    page.ifPresent(PlanPageJob::refuseOutput);
    CandidateScenes candidates = findScenes();
    LockFile lockFile = context.openLock();
    SceneInventory inventory;
    try {
      inventory = context.planGrid(candidates, lockFile);
    } catch (NoUsableScenesException none) {
      throw withPage(candidates, none);
    }
    // Refuses renditions that cannot be made.
    RenditionDrawing.plan(context, inventory);
    List<Issue> issues = issues(inventory);
    List<Acquisition> acquisitions = inventory.plan().acquisitions();
    LockForecast lock =
        LockForecast.of(
            lockFile,
            inventory.plan().grid(),
            context.job().coregister(),
            acquisitions.stream().map(Acquisition::id).collect(Collectors.toSet()),
            inventory.reference().isPresent());
    context.progress().stage("estimating the cost", 0);
    List<PlanResult.PlannedScene> scenes = new ArrayList<>();
    for (Acquisition acquisition : acquisitions) {
      for (Scene scene : acquisition.scenes()) {
        scenes.add(planned(scene, acquisition.id(), "used", ""));
      }
    }
    for (DroppedScene dropped : inventory.dropped()) {
      scenes.add(planned(dropped.scene(), dropped.scene().id(), "dropped", dropped.reason()));
    }
    scenes.sort(
        Comparator.comparing(PlanResult.PlannedScene::acquired)
            .thenComparing(PlanResult.PlannedScene::id));
    OptionalDouble accuracy = DatumAccuracy.findWorst(inventory.plan());
    double enlargement = Enlargement.of(inventory.plan());
    return new PlanResult(
        scenes,
        acquisitions.size(),
        inventory.plan().grid(),
        Dropped.of(inventory.dropped()),
        issues,
        storeBytes(inventory),
        freeBytes(context.job().cacheDir()),
        RenditionSequences.of(
                context.job().allRenditions(),
                acquisitions.stream().map(Acquisition::acquired).toList())
            .main()
            .timing()
            .totalSeconds(),
        lock,
        accuracy.isPresent() ? (Double) accuracy.getAsDouble() : null,
        alignment(inventory, lock.newDates()),
        Double.isFinite(enlargement) ? (Double) enlargement : null,
        CatalogueGaps.expected(context.job(), acquisitions, inventory.dropped()),
        writtenPage(candidates, inventory));
  }

  /** What is wrong with the data, those of the second panel included. */
  private List<Issue> issues(SceneInventory inventory) throws Exception {
    List<Issue> issues = new ArrayList<>(inventory.issues());
    ComparedPanel.planFromMetadata(context)
        .ifPresent(second -> ComparedPanel.addNew(second.inventory().issues(), issues));
    return issues;
  }

  private CandidateScenes findScenes() throws IOException {
    CandidateScenes found = context.findScenes();
    return page.map(job -> job.opened(found)).orElse(found);
  }

  private @Nullable Path writtenPage(CandidateScenes candidates, SceneInventory inventory)
      throws Exception {
    return page.isEmpty()
        ? null
        : page.get().write(candidates, inventory, inventory.dropped()).orElse(null);
  }

  /** The refusal of a plan; it names the page, which shows where the scenes are. */
  private UserError withPage(CandidateScenes candidates, NoUsableScenesException none)
      throws Exception {
    UserError refusal = none.asUserError();
    Optional<Path> written =
        page.isEmpty() ? Optional.empty() : page.get().write(candidates, null, none.dropped());
    return written.isEmpty()
        ? refusal
        : new UserError(
            refusal.exitCode(),
            String.valueOf(refusal.getMessage()).replaceFirst("\\.$", "")
                + "; "
                + written.get()
                + " shows where the scenes are, to choose area and dates.");
  }

  private @Nullable AlignmentForecast alignment(SceneInventory inventory, int dates) {
    // One of the dates is the anchor.
    int aligned = Math.min(dates, inventory.plan().acquisitions().size() - 1);
    if (aligned <= 0) {
      return null;
    }
    JobSettings job = context.job();
    Acquisition typical = inventory.plan().acquisitions().get(0);
    List<SceneRequest> requests =
        typical.scenes().stream()
            .flatMap(
                scene ->
                    inventory.findRequest(typical, scene, job.coregister().maxShiftM()).stream())
            .toList();
    return AlignmentForecast.of(inventory.plan().grid(), requests, aligned, job.jobs());
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

  private long storeBytes(SceneInventory inventory) {
    JobSettings job = context.job();
    WindowStore store = new WindowStore(context.inputs().cache(), context.inputs().rasters());
    long bytes = 0;
    for (Acquisition acquisition : inventory.plan().acquisitions()) {
      for (Scene scene : acquisition.scenes()) {
        for (WindowRequest part :
            inventory
                .findRequest(acquisition, scene, job.coregister().maxShiftM())
                .map(SceneRequest::parts)
                .orElse(List.of())) {
          // Without the cache every window is read and stored again.
          bytes += context.options().noCache() ? WindowStore.bytes(part) : store.bytesNeeded(part);
        }
      }
    }
    return bytes;
  }

  /** Free bytes on the disk of the cache, which may not exist yet. */
  private static long freeBytes(Path folder) throws IOException {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return Files.getFileStore(existing).getUsableSpace();
  }
}
