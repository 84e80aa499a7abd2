package io.terralapse.pipeline;

import io.terralapse.align.GeoreferenceTransfer;
import io.terralapse.catalog.FoundScenes;
import io.terralapse.config.JobSettings;
import io.terralapse.draw.FrameFurniture;
import io.terralapse.draw.FrameSettings;
import io.terralapse.draw.LockedFurniture;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.geo.DatumGrids;
import io.terralapse.inventory.CandidateScenes;
import io.terralapse.inventory.Fingerprint;
import io.terralapse.inventory.LockedSettings;
import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.lock.Lock;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import io.terralapse.publish.Publication;
import io.terralapse.read.ReadPass;
import io.terralapse.run.CancellableProgress;
import io.terralapse.run.Cancellation;
import io.terralapse.run.Progress;
import io.terralapse.run.StageLog;
import io.terralapse.select.AcquisitionGrouper;
import io.terralapse.select.FillOrder;
import io.terralapse.select.PublishedDates;
import io.terralapse.warp.Kernel;
import io.terralapse.window.FootprintReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one run shares from its start to its end: the job, its options, progress and cancellation,
 * access to its scenes, and its stores, which are opened when a stage first needs them.
 */
final class RunContext implements AutoCloseable {
  private static final AtomicBoolean FIRST_RUN = new AtomicBoolean(true);

  private final JobSettings job;
  private final RunOptions options;
  private final Inputs inputs;
  private final StageLog stages;
  private final Progress progress;
  private final Cancellation cancellation;
  private final @Nullable RunContext owner;
  private @Nullable Stores stores;

  /** The context of the second panel of a job's frames. */
  private RunContext(RunContext owner, JobSettings panel) {
    this.job = panel;
    this.options = owner.options;
    this.inputs = owner.inputs;
    this.stages = owner.stages;
    this.progress = owner.progress;
    this.cancellation = owner.cancellation;
    this.owner = owner;
  }

  RunContext(RunRequest request) {
    this.owner = null;
    this.job = request.job();
    this.options = request.options();
    DatumGrids.install(job.geo().grids());
    this.inputs = new Inputs(job, request.cacheDir(), options.noCache());
    this.stages = new StageLog(request.progress(), inputs::bytesRead, FIRST_RUN.getAndSet(false));
    this.progress = new CancellableProgress(stages, request.cancellation());
    this.cancellation = request.cancellation();
    cancellation.onAbandon(inputs.cache()::abandon);
  }

  JobSettings job() {
    return job;
  }

  RunOptions options() {
    return options;
  }

  Inputs inputs() {
    return inputs;
  }

  /** Receives stages and steps, and throws if the run was cancelled. */
  Progress progress() {
    return progress;
  }

  /**
   * The second panel as a job of its own, which shares everything with this one and need not be
   * closed; empty if frames have none.
   */
  Optional<RunContext> panel() {
    return job.comparison().map(two -> new RunContext(this, two.panel()));
  }

  /** 2 for the context of a second panel, otherwise 1. */
  int panelNumber() {
    return owner == null ? 1 : 2;
  }

  /** Name of the lock: panels have one each. */
  private String lockName() {
    return owner == null ? job.name() : job.name() + "-compare";
  }

  /** The stores, opened now if they were not. */
  synchronized Stores stores() {
    if (owner != null) {
      return owner.stores();
    }
    Stores known = stores;
    if (known == null) {
      known = new Stores(inputs.cache(), options.noCache(), inputs.rasters());
      stores = known;
    }
    return known;
  }

  /**
   * Begins to publish the job, as {@link Publication#begin}. What is staged is discarded if the
   * process ends without waiting for the run.
   */
  Publication beginPublication() {
    Publication publication = Publication.begin(job.outputDir(), job.name());
    cancellation.onAbandon(
        () -> {
          if (!publication.discard()) {
            cancellation.keepPublishing();
          }
        });
    return publication;
  }

  /**
   * The job's lock, and how it binds this run.
   *
   * @throws UserError (usage) under {@code --locked} if it is missing or was made for other
   *     settings of drawing, which is found before anything is compared with what is published: a
   *     run with nothing to do would not write it again
   */
  LockFile openLock() throws IOException {
    LockFile.Policy policy =
        options.relock()
            ? LockFile.Policy.REPLACE
            : options.locked() ? LockFile.Policy.REQUIRE : LockFile.Policy.KEEP;
    Path file = LockFile.path(job.catalog().base(), lockName());
    if (Files.isDirectory(file)) {
      throw new UserError(
          ExitCode.ENVIRONMENT,
          file
              + ": is a folder, and the lock is written there; rename the folder, or change name.");
    }
    LockFile lock = LockFile.open(job.catalog().base(), lockName(), policy);
    if (lock.found().isEmpty()) {
      lock.refuseIfRequired("is missing");
    }
    lock.requireGrids(DatumGrids.checksums());
    if (options.locked()) {
      lock.findOtherSettings(drawingSettings()).ifPresent(lock::refuseIfRequired);
    }
    return lock;
  }

  /** What the lock holds as {@link Lock#drawing}: for both panels, that of the first. */
  SortedMap<String, String> drawingSettings() {
    return owner == null ? DrawingSettings.of(job) : new TreeMap<>();
  }

  /**
   * Finds and selects the job's scenes.
   *
   * @throws io.terralapse.model.UserError if scenes are missing because a catalogue could not be
   *     read, unless the options allow it
   */
  CandidateScenes findScenes() throws IOException {
    PublishedDates published = publishedDates();
    progress.stage("finding scenes", 0);
    CandidateScenes candidates = CandidateScenes.find(job, inputs.catalog(), published);
    options.refuseIncomplete(candidates.issues());
    if (owner != null
        || job.comparison().isPresent()
        || job.coregister().referenceImage().isPresent()) {
      // An entry of sources may be meant for files of the other panel, or for the reference image.
      return candidates;
    }
    List<Issue> unmatched = candidates.found().map(FoundScenes::unmatchedSources).orElse(List.of());
    return candidates.with(candidates.acquisitions(), unmatched);
  }

  /** The dates of published frames, as far as the selection depends on them. */
  PublishedDates publishedDates() throws IOException {
    LockFile lock = openLock();
    Optional<Lock.PublishedFrames> published = lock.found().flatMap(Lock::frames);
    Optional<Instant> latest = published.flatMap(Lock.PublishedFrames::latest);
    List<Lock.Frame> kept =
        published
            .filter(frames -> job.select().orbit().isPresent() && !lock.isReplaced())
            .filter(frames -> frames.settings().equals(LockedSettings.frames(job)))
            .map(Lock.PublishedFrames::frames)
            .orElse(List.of());
    return new PublishedDates(
        kept.stream().map(Lock.Frame::id).collect(Collectors.toSet()),
        kept.stream().map(Lock.Frame::acquired).collect(Collectors.toSet()),
        latest);
  }

  /**
   * The candidates, with the reference image's georeference for images that have none, as far as
   * they could be matched with it. Reads pixels.
   */
  CandidateScenes georeferenced(CandidateScenes candidates) throws Exception {
    Optional<Scene> reference = candidates.reference().map(image -> image.scenes().get(0));
    List<Acquisition> acquisitions = candidates.acquisitions();
    if (reference.isEmpty()
        || !job.coregister().enabled()
        || !GeoreferenceTransfer.isNeeded(reference.get(), acquisitions)) {
      return candidates;
    }
    Set<Location> unopened = candidates.findUnopened(acquisitions);
    if (!unopened.isEmpty()) {
      return georeferenced(opened(candidates, unopened));
    }
    progress.stage("transferring the georeference", acquisitions.size());
    GeoreferenceTransfer.Result transferred =
        GeoreferenceTransfer.transfer(
            reference.get(),
            acquisitions,
            stores().windows(),
            stores().edges(),
            job.memoryBytes(),
            job.jobs());
    return candidates.with(transferred.acquisitions(), transferred.issues());
  }

  /**
   * Plans the grid for the candidates, or keeps that of the lock, and opens every file that will be
   * read, and one of every scene that is elsewhere. A file that is not as its metadata state wins,
   * and the grid is planned again.
   */
  SceneInventory planReading(CandidateScenes candidates, LockFile lock)
      throws NoUsableScenesException, IOException {
    CandidateScenes known = candidates;
    // The new grid may need files of other scenes; this ends, because every file is opened once.
    while (true) {
      Set<Location> unopened;
      try {
        SceneInventory inventory = planGrid(known, lock);
        unopened = known.findUnopened(inventory.plan());
        if (unopened.isEmpty()) {
          return inventory;
        }
      } catch (NoUsableScenesException none) {
        unopened = known.findUnopenedFirst();
        if (unopened.isEmpty()) {
          throw none;
        }
      }
      known = opened(known, unopened);
    }
  }

  /**
   * Plans again without scenes whose pixels cannot be read, if others of the same observation were
   * left out in favour of them.
   *
   * @param read scenes that were dropped while reading
   * @return empty if none of them is used in place of others, or if a second panel shows the dates
   */
  Optional<SceneInventory> findPlanWithout(
      List<DroppedScene> read, SceneInventory inventory, LockFile lock) throws Exception {
    List<DroppedScene> broken =
        Stream.concat(read.stream(), inventory.dropped().stream())
            .filter(one -> one.reason().equals(ReadPass.UNREADABLE))
            .toList();
    boolean replaceable =
        owner == null
            && job.comparison().isEmpty()
            && broken.stream()
                .anyMatch(
                    one -> AcquisitionGrouper.isInPlaceOfOthers(one.scene(), inventory.dropped()));
    return replaceable
        ? Optional.of(planReading(georeferenced(findScenes().without(job, broken)), lock))
        : Optional.empty();
  }

  private CandidateScenes opened(CandidateScenes candidates, Set<Location> files) {
    progress.stage("opening files", 0);
    return candidates.confirmed(job, files);
  }

  /**
   * Plans the grid for the candidates, or keeps that of the lock, by what is known of their files.
   */
  SceneInventory planGrid(CandidateScenes candidates, LockFile lock)
      throws NoUsableScenesException, IOException {
    progress.stage("planning the grid", 0);
    FootprintReader footprints =
        options.noCache()
            ? stores().footprints()
            : new FootprintReader(inputs.cache(), inputs.rasters());
    return SceneInventory.of(job, candidates, footprints, lock);
  }

  /** The fingerprint of everything that outputs depend on. */
  Fingerprint fingerprint(SceneInventory inventory) {
    return Fingerprint.of(job, options.toolVersion(), inventory, stores().windows());
  }

  /** The same, with what the second panel of frames depends on. */
  Fingerprint fingerprint(SceneInventory inventory, Optional<ComparedPanel> panel) {
    Fingerprint own = fingerprint(inventory);
    return panel.isEmpty()
        ? own
        : own.with(panel.get().context().fingerprint(panel.get().inventory()));
  }

  /** The configured resampling kernel. */
  Kernel kernel() {
    return Kernel.named(job.grid().resampling().name());
  }

  /**
   * How frames are drawn.
   *
   * @param fill from which dates gaps are filled
   */
  FrameSettings frameSettings(FillOrder fill) {
    return new FrameSettings(
        kernel(),
        fill,
        job.tone(),
        job.furniture(),
        job.overlays(),
        List.of(),
        job.revealLocation());
  }

  /** The layout of published frames. */
  LockedFurniture lockedFurniture(SceneInventory inventory, LockFile lock) {
    return LockedFurniture.of(
        lock, frameSettings(job.fill()), inventory.plan().grid(), inventory.bands());
  }

  /** The furniture of all frames, in the layout of published ones. */
  FurniturePainter furniture(SceneInventory inventory, FillOrder fill, LockFile lock) {
    return FrameFurniture.of(
        frameSettings(fill),
        inventory.plan().grid(),
        inventory.plan().acquisitions(),
        inventory.bands(),
        lockedFurniture(inventory, lock));
  }

  /** The files that the job publishes. */
  JobOutputs outputs() {
    return new JobOutputs(job, options.toolVersion());
  }

  @Override
  public synchronized void close() throws IOException {
    stages.close();
    try {
      if (stores != null) {
        inputs.keepHeaders();
        stores.close();
      }
    } finally {
      inputs.close();
    }
  }
}
