package io.terralapse.read;

import io.terralapse.bands.BandRecipe;
import io.terralapse.grid.AreaMask;
import io.terralapse.grid.GridPlan;
import io.terralapse.model.Acquisition;
import io.terralapse.model.BandRole;
import io.terralapse.model.ContentKey;
import io.terralapse.model.Displacement;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.FailureReason;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Quantity;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.model.SceneWindows;
import io.terralapse.run.Progress;
import io.terralapse.run.Workers;
import io.terralapse.select.Clearness;
import io.terralapse.select.WhitePatches;
import io.terralapse.tone.ToneSample;
import io.terralapse.tone.normalise.ToneImage;
import io.terralapse.warp.Kernel;
import io.terralapse.warp.Warper;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pass 1a: reads the window of every scene into the store, and measures each acquisition's
 * coverage, cloud and tone once, on a coarse preview.
 *
 * <p>In: a grid plan. Out: one {@link ReadAcquisition} for each acquisition that could be read, in
 * the plan's order. Bad data: a scene that cannot be read is dropped with an issue, and the others
 * continue. Acquisitions are independent of each other and are read in parallel.
 */
public final class ReadPass {
  /** Ledger reason of scenes whose pixels cannot be read. */
  public static final String UNREADABLE = "unreadable";

  private static final Logger LOG = LoggerFactory.getLogger(ReadPass.class);

  /**
   * Long side of the preview, pixels: enough for percentiles, and for coverage to a tenth of a per
   * cent.
   */
  private static final int PREVIEW_SIDE = 512;

  /**
   * The acquisitions that could be read, in order, and the scenes that could not.
   *
   * @param keptUnit see {@link ValueRanges#kept}
   */
  public record Result(
      List<ReadAcquisition> acquisitions,
      List<DroppedScene> dropped,
      List<Issue> issues,
      Optional<String> keptUnit) {}

  private record One(
      Optional<ReadAcquisition> read, List<DroppedScene> dropped, List<Issue> issues) {}

  private final GridPlan plan;
  private final BandRecipe bands;
  private final WindowStore store;
  private final double maxShiftM;
  private final Progress progress;
  private final PreviewListener listener;
  private final MeasurementCache measurements;
  private final boolean toneImages;
  private final Grid previewGrid;
  private final String areaKey;
  private final boolean[] previewArea;
  private final Warper previewWarper;

  /** As the other constructor, without a cache of measurements. */
  public ReadPass(
      GridPlan plan,
      BandRecipe bands,
      WindowStore store,
      double maxShiftM,
      Progress progress,
      PreviewListener listener) {
    this(plan, bands, store, maxShiftM, progress, listener, MeasurementCache.NONE, false);
  }

  /**
   * Prepares a pass.
   *
   * @param plan the grid, the area of interest, and the acquisitions to read
   * @param bands which bands are read and how they become channels
   * @param maxShiftM largest shift that the windows allow for, metres on the ground
   * @param listener receives the preview of each acquisition that is measured in this run
   * @param measurements of earlier runs; what it has is neither read nor measured again
   * @param toneImages keep coarse images for {@link #toneImage} while the pixels are in memory
   */
  public ReadPass(
      GridPlan plan,
      BandRecipe bands,
      WindowStore store,
      double maxShiftM,
      Progress progress,
      PreviewListener listener,
      MeasurementCache measurements,
      boolean toneImages) {
    this.toneImages = toneImages;
    this.plan = plan;
    this.bands = bands;
    this.store = store;
    this.maxShiftM = maxShiftM;
    this.progress = progress;
    this.listener = listener;
    this.measurements = measurements;
    int longSide = Math.max(plan.grid().width(), plan.grid().height());
    this.previewGrid = plan.grid().coarser(Math.max(1, longSide / (double) PREVIEW_SIDE));
    this.previewArea = AreaMask.of(plan.area(), previewGrid);
    this.areaKey = ContentKey.of(plan.area().toText()).hex();
    this.previewWarper = new Warper(previewGrid, Kernel.BILINEAR, Warper.LATTICE_ERROR_PX);
  }

  /**
   * Reads all acquisitions of the plan.
   *
   * @throws java.util.concurrent.CancellationException if the run was cancelled
   */
  public Result run(Workers workers) throws Exception {
    return run(workers, Optional.empty());
  }

  /**
   * As above.
   *
   * @param published frames whose values keep their unit
   */
  public Result run(Workers workers, Optional<LockedFrames> published) throws Exception {
    progress.stage("reading", plan.acquisitions().size());
    List<ReadAcquisition> acquisitions = new ArrayList<>();
    List<DroppedScene> dropped = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    for (One one : workers.map(plan.acquisitions(), this::read)) {
      one.read().ifPresent(acquisitions::add);
      dropped.addAll(one.dropped());
      issues.addAll(one.issues());
    }
    ValueRanges ranges =
        ValueRanges.of(
            acquisitions, date -> published.filter(frames -> frames.isShown(date)).isPresent());
    dropped.addAll(ranges.dropped());
    issues.addAll(ranges.issues());
    Set<String> converted =
        ranges.converted().stream().map(Acquisition::id).collect(Collectors.toSet());
    Map<String, ReadAcquisition> comparable = new HashMap<>();
    acquisitions.stream()
        .filter(date -> ranges.usedIds().contains(date.id()) && !converted.contains(date.id()))
        .forEach(date -> comparable.put(date.id(), date));
    for (One one : workers.map(ranges.converted(), this::readOne)) {
      one.read().ifPresent(date -> comparable.put(date.id(), date));
      dropped.addAll(one.dropped());
      issues.addAll(one.issues());
    }
    // Dates stay in the order of the plan.
    List<ReadAcquisition> dates =
        acquisitions.stream()
            .flatMap(date -> Optional.ofNullable(comparable.get(date.id())).stream())
            .toList();
    return new Result(ReadSelection.withEstimatedCloud(dates), dropped, issues, ranges.kept());
  }

  private One read(Acquisition acquisition) throws IOException {
    One one = readOne(acquisition);
    progress.step();
    return one;
  }

  /**
   * Measures an acquisition, unless it is known; its windows are read only if they are not stored.
   */
  private One readOne(Acquisition acquisition) throws IOException {
    BandRecipe recipe = bands.forScenes(acquisition.scenes());
    List<Scene> inside = new ArrayList<>();
    List<SceneRequest> requests = new ArrayList<>();
    List<DroppedScene> dropped = new ArrayList<>();
    for (Scene scene : acquisition.scenes()) {
      Optional<SceneRequest> request =
          SceneRequest.find(plan.grid(), acquisition, scene, bands, maxShiftM);
      if (request.isPresent()) {
        inside.add(scene);
        requests.add(request.get());
      } else {
        dropped.add(
            new DroppedScene(scene, "elsewhere", scene.id() + " is outside the area of interest."));
      }
    }
    if (inside.isEmpty()) {
      return new One(Optional.empty(), dropped, List.of());
    }
    Acquisition rest = new Acquisition(acquisition.id(), acquisition.acquired(), inside);
    Optional<ReadAcquisition> known = findKnown(rest, recipe, requests);
    return known.isPresent()
        ? new One(known, dropped, List.of())
        : readAgain(rest, recipe, requests, dropped);
  }

  /** What an earlier run measured of an acquisition whose scenes can all be read. */
  private Optional<ReadAcquisition> findKnown(
      Acquisition acquisition, BandRecipe recipe, List<SceneRequest> requests) {
    if (measurements == MeasurementCache.NONE) {
      return Optional.empty();
    }
    List<String> keys = new ArrayList<>();
    try {
      for (SceneRequest request : requests) {
        keys.add(request.key(store));
      }
    } catch (IOException unreadable) {
      // Reported where it is read.
      return Optional.empty();
    }
    return measurements
        .find(basis(acquisition, recipe, requests, keys))
        .map(found -> read(acquisition, recipe, requests, keys, found));
  }

  private static ReadAcquisition read(
      Acquisition acquisition,
      BandRecipe recipe,
      List<SceneRequest> requests,
      List<String> keys,
      MeasurementCache.Measured measured) {
    return new ReadAcquisition(
        acquisition,
        recipe,
        requests,
        keys,
        measured.clearness(),
        measured.whitePatches(),
        measured.tone(),
        measured.gains(),
        measured.ground());
  }

  /** Everything that the measurement of an acquisition depends on. */
  private String basis(
      Acquisition acquisition, BandRecipe recipe, List<SceneRequest> requests, List<String> keys) {
    StringBuilder text = new StringBuilder();
    text.append(previewGrid).append('\n').append(areaKey).append('\n');
    text.append(recipe.key()).append('\n').append(keys).append('\n');
    for (int i = 0; i < requests.size(); i++) {
      Scene scene = acquisition.scenes().get(i);
      text.append(requests.get(i).planes()).append(scene.quantity()).append(scene.hasScanGaps());
      text.append(scene.conditions());
      scene.masks().forEach(mask -> text.append(mask.coding()));
      recipe
          .findIn(scene)
          .ifPresent(found -> found.forEach(band -> text.append(' ').append(band.role())));
      text.append(requests.get(i).finest().fullPixelSize()).append('\n');
    }
    return text.toString();
  }

  /**
   * The preview of an acquisition that was read, which its listener would have received.
   *
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  public Frame preview(ReadAcquisition date) throws IOException {
    try (OpenWindows open = OpenWindows.of(store, date.requests())) {
      return previewWarper.warp(date.matched(open.scenes()), Displacement.NONE);
    }
  }

  /**
   * A date on a coarse grid, which was kept when it was measured; otherwise its windows are read.
   *
   * @throws IOException if a window that was lost from the store cannot be read again
   */
  public ToneImage toneImage(ReadAcquisition date) throws IOException {
    String basis = basis(date.acquisition(), date.recipe(), date.requests(), date.keys());
    Optional<ToneImage> kept = measurements.findImage(basis);
    if (kept.isPresent()) {
      return kept.get();
    }
    ToneImage image = ToneImage.of(date.recipe().apply(preview(date)), previewArea);
    measurements.putImage(basis, image);
    return image;
  }

  /**
   * Reads and measures an acquisition.
   *
   * @param inside requests for all its scenes
   * @param dropped grows by the scenes that cannot be read
   */
  private One readAgain(
      Acquisition acquisition,
      BandRecipe recipe,
      List<SceneRequest> inside,
      List<DroppedScene> dropped)
      throws IOException {
    List<Scene> read = new ArrayList<>();
    List<SceneRequest> requests = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<Issue> issues = new ArrayList<>();
    try (OpenWindows open = new OpenWindows(store)) {
      for (SceneRequest request : inside) {
        Scene scene = request.scene();
        try {
          keys.add(open.add(request));
          requests.add(request);
          read.add(scene);
        } catch (IOException failure) {
          LOG.debug("{} could not be read", scene.id(), failure);
          String sentence = scene.id() + " could not be read: " + FailureReason.of(failure) + ".";
          dropped.add(new DroppedScene(scene, UNREADABLE, sentence));
          issues.add(new Issue(UNREADABLE, scene.id(), sentence));
        }
      }
      if (read.isEmpty()) {
        return new One(Optional.empty(), dropped, issues);
      }
      Acquisition rest = new Acquisition(acquisition.id(), acquisition.acquired(), read);
      return new One(
          Optional.of(measure(rest, recipe, requests, keys, open.scenes())), dropped, issues);
    }
  }

  private ReadAcquisition measure(
      Acquisition acquisition,
      BandRecipe recipe,
      List<SceneRequest> requests,
      List<String> keys,
      List<SceneWindows> scenes)
      throws IOException {
    List<List<Double>> gains = TileGains.of(acquisition, recipe, scenes, previewWarper);
    Frame preview = previewWarper.warp(ReadAcquisition.matched(scenes, gains), Displacement.NONE);
    Clearness clearness =
        Clearness.of(preview, previewArea, acquisition.scenes())
            .withGaps(ScanGaps.percent(preview, previewGrid, previewArea, requests));
    Frame channels = recipe.apply(preview);
    MeasurementCache.Measured measured =
        new MeasurementCache.Measured(
            clearness,
            whitePatches(acquisition, recipe, preview),
            ToneSample.of(channels, previewArea),
            gains,
            CoarseGround.of(channels));
    String basis = basis(acquisition, recipe, requests, keys);
    measurements.put(basis, measured);
    if (toneImages) {
      measurements.putImage(basis, ToneImage.of(channels, previewArea));
    }
    listener.onPreview(acquisition.id(), preview);
    LOG.debug(
        "read {}: {} scenes, {} % covered, cloud {}",
        acquisition.id(),
        acquisition.scenes().size(),
        Math.round(clearness.coveragePercent()),
        clearness.cloudPercent().isPresent()
            ? Math.round(clearness.cloudPercent().getAsDouble()) + " %"
            : "unknown");
    return read(acquisition, recipe, requests, keys, measured);
  }

  /** White patches of an acquisition that shows reflectance in visible bands, to estimate cloud. */
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
