package io.terralapse.read;

import io.terralapse.align.ComparisonGrid;
import io.terralapse.align.core.AnchorChoice;
import io.terralapse.bands.BandRecipe;
import io.terralapse.geo.Crs;
import io.terralapse.grid.AreaMask;
import io.terralapse.grid.GridPlan;
import io.terralapse.grid.SourceExtents;
import io.terralapse.model.Acquisition;
import io.terralapse.model.BandRole;
import io.terralapse.model.Displacement;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Quantity;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.model.SceneWindows;
import io.terralapse.pipeline.TimelapseJobs;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import io.terralapse.select.Clearness;
import io.terralapse.select.WhitePatches;
import io.terralapse.tone.ToneSample;
import io.terralapse.warp.Kernel;
import io.terralapse.warp.Warper;
import io.terralapse.window.WindowRequest;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pass 1a: reads the window of every scene into the store, and looks at each acquisition once, at a
 * small size, for its coverage, its cloud and its tone. Acquisitions are independent of each other;
 * a scene that cannot be read is reported and left out.
 */
public final class ReadPass {

  /**
   * Long side of the small look: enough for percentiles, and for coverage to a tenth of a per cent.
   */
  private static final int PREVIEW_SIDE = 512;

  /** No more context than this is read for the sake of large shifts, native pixels. */
  private static final int MOST_MARGIN_PX = 256;

  /** The dates that could be read, and what became of the rest. */
  public record Result(
      List<ReadAcquisition> dates, List<DroppedScene> dropped, List<Issue> issues) {}

  private record One(
      Optional<ReadAcquisition> date, List<DroppedScene> dropped, List<Issue> issues) {}

  private final GridPlan plan;
  private final BandRecipe bands;
  private final WindowStore store;
  private final double maxShiftM;
  private final Progress progress;
  private final Grid previewGrid;
  private final boolean[] previewArea;
  private final Warper previewWarper;

  public ReadPass(
      GridPlan plan, BandRecipe bands, WindowStore store, double maxShiftM, Progress progress) {
    this.maxShiftM = maxShiftM;
    this.plan = plan;
    this.bands = bands;
    this.store = store;
    this.progress = progress;
    int longSide = Math.max(plan.grid().width(), plan.grid().height());
    this.previewGrid = plan.grid().coarser(Math.max(1, longSide / (double) PREVIEW_SIDE));
    this.previewArea = AreaMask.of(plan.area(), previewGrid);
    this.previewWarper = new Warper(previewGrid, Kernel.BILINEAR, TimelapseJobs.LATTICE_ERROR_PX);
  }

  /**
   * What has to be read of bands of one pixel size; empty if they lie outside the grid. Around the
   * area there is the context that dates are compared with, and room for the largest shift, as far
   * as they do not cost too much: what a shift in fact needs more is read by {@link WindowReach}.
   */
  public static Optional<WindowRequest> findWindow(
      Grid grid, Scene scene, List<SceneBand> bands, double maxShiftM) {
    RasterInfo raster = bands.get(0).raster();
    double pixelM =
        raster.transformOf(0).pixelWidth() * Crs.of(raster.crs().orElseThrow()).metresPerUnit();
    int room =
        (int) Math.ceil(Math.min(MOST_MARGIN_PX, maxShiftM / pixelM)) + WindowReach.KERNEL_PX;
    return SourceExtents.cover(raster, grid, 0, Math.max(ComparisonGrid.MARGIN_PX, room))
        .map(window -> new WindowRequest(scene, bands, window.level(), window.rect()));
  }

  /** Reads all acquisitions of the plan. */
  public Result run(Workers workers) throws Exception {
    progress.stage("reading", plan.acquisitions().size());
    List<ReadAcquisition> dates = new ArrayList<>();
    List<DroppedScene> dropped = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    for (One one : workers.map(plan.acquisitions(), this::read)) {
      one.date().ifPresent(dates::add);
      dropped.addAll(one.dropped());
      issues.addAll(one.issues());
    }
    return new Result(ReadSelection.withEstimates(dates), dropped, issues);
  }

  private One read(Acquisition acquisition) throws IOException {
    BandRecipe recipe = bands.forScenes(acquisition.scenes());
    List<Scene> read = new ArrayList<>();
    List<SceneRequest> requests = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<DroppedScene> dropped = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    try (OpenWindows open = new OpenWindows(store)) {
      for (Scene scene : acquisition.scenes()) {
        Optional<SceneRequest> request =
            recipe
                .findIn(scene)
                .flatMap(wanted -> SceneRequest.find(plan.grid(), scene, wanted, maxShiftM));
        if (request.isEmpty()) {
          dropped.add(new DroppedScene(scene, "elsewhere", scene.id() + " lies outside the area."));
          continue;
        }
        try {
          keys.add(open.add(request.get()));
          requests.add(request.get());
          read.add(scene);
        } catch (IOException failure) {
          String sentence = scene.id() + " could not be read: " + failure.getMessage();
          dropped.add(new DroppedScene(scene, "unreadable", sentence));
          issues.add(new Issue("unreadable", scene.id(), sentence));
        }
      }
      progress.step();
      if (read.isEmpty()) {
        return new One(Optional.empty(), dropped, issues);
      }
      Acquisition rest = new Acquisition(acquisition.id(), acquisition.acquired(), read);
      return new One(
          Optional.of(look(rest, recipe, requests, keys, open.scenes())), dropped, issues);
    }
  }

  private ReadAcquisition look(
      Acquisition acquisition,
      BandRecipe recipe,
      List<SceneRequest> requests,
      List<String> keys,
      List<SceneWindows> scenes)
      throws IOException {
    Frame preview = previewWarper.warp(scenes, Displacement.NONE);
    return new ReadAcquisition(
        acquisition,
        recipe,
        requests,
        keys,
        Clearness.of(preview, previewArea, acquisition.scenes()),
        whitePatches(acquisition, recipe, preview),
        ToneSample.of(recipe.apply(preview), previewArea),
        AnchorChoice.Preview.of(acquisition.id(), preview));
  }

  /** White patches of a date that shows reflectance in visible bands, for an estimate of cloud. */
  private Optional<WhitePatches> whitePatches(
      Acquisition acquisition, BandRecipe recipe, Frame preview) {
    for (Scene scene : acquisition.scenes()) {
      if (scene.quantity() != Quantity.REFLECTANCE) {
        return Optional.empty();
      }
    }
    List<BandRole> roles =
        recipe.findIn(acquisition.scenes().get(0)).orElse(List.of()).stream()
            .map(SceneBand::role)
            .toList();
    int red = roles.indexOf(BandRole.RED);
    int green = roles.indexOf(BandRole.GREEN);
    int blue = roles.indexOf(BandRole.BLUE);
    return Math.min(red, Math.min(green, blue)) < 0
        ? Optional.empty()
        : Optional.of(WhitePatches.of(preview, previewArea, red, green, blue));
  }
}
