package io.terralapse.pipeline;

import io.terralapse.config.JobSettings;
import io.terralapse.geo.Crs;
import io.terralapse.grid.SceneOutlines;
import io.terralapse.inventory.CandidateOutlines;
import io.terralapse.inventory.CandidateScenes;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Grid;
import io.terralapse.model.Location;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import io.terralapse.planpage.MapExtent;
import io.terralapse.planpage.PictureBytes;
import io.terralapse.planpage.PlanCandidate;
import io.terralapse.planpage.PlanMap;
import io.terralapse.planpage.PlanPage;
import io.terralapse.planpage.PlanPageContent;
import io.terralapse.publish.StagedFile;
import io.terralapse.publish.TargetFile;
import io.terralapse.quicklook.QuickLookRequest;
import io.terralapse.quicklook.QuickLookResult;
import io.terralapse.quicklook.QuickLookResult.Missing;
import io.terralapse.quicklook.QuickLooks;
import io.terralapse.run.Workers;
import io.terralapse.select.SelectSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Writes the page on which area and dates are chosen, from the candidates of a plan and their
 * overviews. It is not one of the published files: no ledger lists it and nothing depends on it.
 */
final class PlanPageJob {
  /** Files on servers that are opened for the page, each of which takes a request or two. */
  private static final int MOST_OPENED = 300;

  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  private final RunContext context;
  private final JobSettings job;

  /** A candidate before its picture is drawn; a dropped scene is one of its own. */
  private record Unplaced(Acquisition acquisition, String reason, String detail) {}

  /** A candidate and where it is. */
  private record Placed(Unplaced candidate, Geometry outline) {
    boolean isUsed() {
      return candidate.reason().isEmpty();
    }
  }

  PlanPageJob(RunContext context) {
    this.context = context;
    this.job = context.job();
  }

  private Path file() {
    return job.outputDir().resolve(job.name() + ".plan.html");
  }

  /**
   * Refuses an output folder in which the page cannot be written, before anything is read.
   *
   * @throws UserError (environment)
   */
  void refuseOutput() {
    if (Files.isDirectory(file())) {
      throw new UserError(
          ExitCode.ENVIRONMENT,
          file() + ": is a folder, and --page writes there; rename it, or change name.");
    }
    TargetFile.refuseUnwritableFolder(job.outputDir(), "set output_dir to another folder");
  }

  /** The candidates, with the files on servers opened that have overviews, if they are few. */
  CandidateScenes opened(CandidateScenes candidates) {
    List<Acquisition> all = new ArrayList<>(candidates.acquisitions());
    candidates.dropped().forEach(one -> all.add(alone(one.scene())));
    Set<Location> unopened = candidates.findUnopened(all);
    return unopened.isEmpty() || unopened.size() > MOST_OPENED
        ? candidates
        : candidates.confirmed(job, unopened);
  }

  /**
   * Writes the page.
   *
   * @param inventory the plan; null if it has no grid, for example because no scene reaches the
   *     area
   * @param dropped scenes that the plan drops
   * @return the file; empty if no candidate has a georeference
   */
  Optional<Path> write(
      CandidateScenes candidates, @Nullable SceneInventory inventory, List<DroppedScene> dropped)
      throws Exception {
    List<Unplaced> unplaced = unplaced(inventory, dropped);
    List<Acquisition> all = unplaced.stream().map(Unplaced::acquisition).toList();
    Optional<Crs> crs =
        inventory == null
            ? SceneOutlines.findCrs(job.grid(), all)
            : Optional.of(Crs.of(inventory.plan().grid().crs()));
    if (crs.isEmpty()) {
      return Optional.empty();
    }
    context.progress().stage("finding outlines", 0);
    SceneOutlines outlines =
        CandidateOutlines.of(
            job, crs.get(), candidates.bands(), all, context.stores().footprints());
    List<Placed> placed = unplaced.stream().map(one -> place(one, outlines)).toList();
    Optional<Envelope> extent =
        MapExtent.of(rectangle(inventory), outlined(placed), !crs.get().isPixels());
    if (extent.isEmpty()) {
      return Optional.empty();
    }
    PlanMap map = map(crs.get(), extent.get(), inventory, outlines, all);
    PlanPageContent content = content(map, draw(candidates, map, placed), all);
    StagedFile.write(file(), out -> PlanPage.write(content, out));
    return Optional.of(file());
  }

  private static List<Unplaced> unplaced(
      @Nullable SceneInventory inventory, List<DroppedScene> dropped) {
    List<Unplaced> unplaced = new ArrayList<>();
    if (inventory != null) {
      inventory.plan().acquisitions().forEach(one -> unplaced.add(new Unplaced(one, "", "")));
    }
    dropped.forEach(
        one -> unplaced.add(new Unplaced(alone(one.scene()), one.reason(), one.detail())));
    unplaced.sort(
        Comparator.comparing((Unplaced one) -> one.acquisition().acquired())
            .thenComparing(one -> one.acquisition().id()));
    return unplaced;
  }

  private static Acquisition alone(Scene scene) {
    return new Acquisition(scene.id(), scene.acquired(), List.of(scene));
  }

  private static Placed place(Unplaced candidate, SceneOutlines outlines) {
    Geometry all = GEOMETRY.createPolygon();
    for (Scene scene : candidate.acquisition().scenes()) {
      Optional<Geometry> outline = outlines.find(scene);
      if (outline.isPresent()) {
        all = all.isEmpty() ? outline.get() : OverlayNGRobust.union(List.of(all, outline.get()));
      }
    }
    return new Placed(candidate, all);
  }

  private static List<Envelope> outlined(List<Placed> placed) {
    // Those of the plan come first: other scenes are on the map if they are near.
    return placed.stream()
        .filter(one -> !one.outline().isEmpty())
        .sorted(Comparator.comparing(one -> !one.isUsed()))
        .map(one -> one.outline().getEnvelopeInternal())
        .toList();
  }

  private static Optional<Envelope> rectangle(@Nullable SceneInventory inventory) {
    if (inventory == null) {
      return Optional.empty();
    }
    Grid grid = inventory.plan().grid();
    return Optional.of(
        new Envelope(
            grid.originX(),
            grid.originX() + grid.width() * grid.pixelSize(),
            grid.originY() - grid.height() * grid.pixelSize(),
            grid.originY()));
  }

  private PlanMap map(
      Crs crs,
      Envelope extent,
      @Nullable SceneInventory inventory,
      SceneOutlines outlines,
      List<Acquisition> all) {
    Envelope area =
        rectangle(inventory)
            .orElseGet(
                () -> {
                  Envelope middle = new Envelope(extent);
                  middle.expandBy(-extent.getWidth() / 3, -extent.getHeight() / 3);
                  return middle;
                });
    List<Scene> scenes = all.stream().flatMap(one -> one.scenes().stream()).toList();
    SceneOutlines.Lattice pixels =
        outlines
            .findFinest(scenes, area.centre().x, area.centre().y)
            .orElseGet(() -> new SceneOutlines.Lattice(0, 0, extent.getWidth() / 1000));
    return new PlanMap(
        crs, extent, area, pixels, SceneOutlines.isChosenAnywhere(crs, job.grid(), all));
  }

  private List<PlanCandidate> draw(CandidateScenes candidates, PlanMap map, List<Placed> placed)
      throws Exception {
    List<Integer> shown = new ArrayList<>();
    List<QuickLookRequest> requests = new ArrayList<>();
    QuickLookResult[] looks = new QuickLookResult[placed.size()];
    PictureBytes bytes =
        new PictureBytes(placed.size(), (int) placed.stream().filter(Placed::isUsed).count());
    for (int i = 0; i < placed.size(); i++) {
      Placed one = placed.get(i);
      int most = bytes.next(one.isUsed());
      boolean onMap = isOnMap(one, map);
      looks[i] = QuickLookResult.without(onMap ? Missing.MANY : Missing.UNPLACED);
      if (onMap && most > 0) {
        Envelope part = one.outline().getEnvelopeInternal().intersection(map.extent());
        shown.add(i);
        requests.add(
            new QuickLookRequest(one.candidate().acquisition(), map.crs().text(), part, most));
      }
    }
    try (Workers workers = new Workers("look", QuickLooks.workers(job.memoryBytes(), job.jobs()))) {
      List<QuickLookResult> drawn =
          new QuickLooks(
                  candidates.bands(), job.tone(), context.stores().windows(), context.progress())
              .draw(requests, workers);
      for (int i = 0; i < drawn.size(); i++) {
        looks[shown.get(i)] = drawn.get(i);
      }
    }
    List<PlanCandidate> all = new ArrayList<>();
    for (int i = 0; i < looks.length; i++) {
      all.add(candidate(placed.get(i), looks[i]));
    }
    return all;
  }

  private static boolean isOnMap(Placed one, PlanMap map) {
    return !one.outline().isEmpty()
        && one.outline().getEnvelopeInternal().intersection(map.extent()).getArea() > 0;
  }

  private PlanCandidate candidate(Placed one, QuickLookResult look) {
    Unplaced candidate = one.candidate();
    List<Scene> scenes = candidate.acquisition().scenes();
    return new PlanCandidate(
        candidate.acquisition().id(),
        scenes.stream().map(Scene::id).toList(),
        candidate.acquisition().acquired(),
        scenes.get(0).product().sensor(),
        candidate.reason(),
        candidate.detail(),
        scenes.get(0).conditions().cloudPercent(),
        scenes.stream().anyMatch(job.select()::keeps),
        one.outline(),
        look);
  }

  private PlanPageContent content(
      PlanMap map, List<PlanCandidate> candidates, List<Acquisition> all) {
    List<Scene> scenes = all.stream().flatMap(one -> one.scenes().stream()).toList();
    return new PlanPageContent(
        job.furniture().title().orElse(job.name()),
        job.furniture().locale(),
        job.furniture().zone(),
        "Terralapse " + context.options().toolVersion(),
        map,
        candidates,
        SelectSettings.findUnmatched(job.select().keep(), scenes),
        SelectSettings.findUnmatched(job.select().drop(), scenes),
        job.select(),
        job.grid(),
        !job.revealLocation());
  }
}
