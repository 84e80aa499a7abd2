package io.terralapse.pipeline;

import io.terralapse.align.GeoreferenceTransfer;
import io.terralapse.config.JobSettings;
import io.terralapse.draw.ChannelTone;
import io.terralapse.draw.DrawPass;
import io.terralapse.draw.FramePlanner;
import io.terralapse.draw.FrameRenderer;
import io.terralapse.encode.Encoders;
import io.terralapse.encode.Timing;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.ledger.Ledger;
import io.terralapse.ledger.LedgerBuilder;
import io.terralapse.lock.LockFile;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.publish.Fingerprint;
import io.terralapse.publish.Outputs;
import io.terralapse.publish.Publication;
import io.terralapse.report.AlignmentEvidence;
import io.terralapse.run.CancellableProgress;
import io.terralapse.run.Cancellation;
import io.terralapse.run.MemoryPlan;
import io.terralapse.run.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The whole job, in order.
 *
 * <pre>
 *   survey    scenes, acquisitions, bands, grid                 metadata only
 *   measure   windows to the store, coverage, tone      (1a)    per acquisition, in parallel
 *             edges between dates                       (1b)    per pair, in parallel, cached
 *             one shift a date, one stretch             (1c)
 *   draw      resample, mosaic, tone, furniture, encode (2)     per frame, in date order, pipelined
 *   publish   mux, check, journal, rename, ledger last
 * </pre>
 */
public final class TimelapseJobs implements TimelapseJob {

  /** How far the interpolated map from grid to source may be from the exact one, source pixels. */
  public static final double LATTICE_ERROR_PX = 0.05;

  @Override
  public RenderResult render(
      JobSettings job, RunOptions options, Progress progress, Cancellation cancellation)
      throws Exception {
    long began = System.nanoTime();
    try (Publication publication = Publication.begin(job.outputDir(), job.name());
        Inputs inputs = new Inputs(job);
        Stores stores = new Stores(job, options.noCache(), inputs.rasters())) {
      SceneInventory.Candidates candidates =
          GeoreferenceTransfer.lend(job, SceneInventory.candidates(job, inputs), stores);
      Outputs outputs = new Outputs(job, options, publication);
      try {
        SceneInventory survey = SceneInventory.of(job, candidates);
        LockFile lock = LockFile.of(job, options);
        if (Fingerprint.isPublished(job, options, survey, stores, lock)) {
          return RenderResults.unchanged(survey, began);
        }
        Progress watched = new CancellableProgress(progress, cancellation);
        return film(job, options, survey, stores, lock, outputs, watched, began);
      } catch (NoUsableScenesException nothing) {
        outputs.publishRefusal(refusal(job, options, nothing, candidates.issues()));
        throw nothing.asUserError();
      }
    }
  }

  private static RenderResult film(
      JobSettings job,
      RunOptions options,
      SceneInventory survey,
      Stores stores,
      LockFile lock,
      Outputs outputs,
      Progress progress,
      long began)
      throws Exception {
    Grid grid = survey.plan().grid();
    CompletableFuture<FurniturePainter> painter = prepare(job, survey);
    Measurement measurement =
        Measurement.of(job, survey, stores, lock, job.alignmentPage(), progress);

    progress.stage("drawing", measurement.dates().size());
    FurniturePainter furniture = painter.join();
    FrameRenderer renderer =
        FramePlanner.renderer(job, survey, measurement.stretch(), furniture, stores);
    Timing timing = Timing.of(measurement.dates().size(), job.video());
    DrawPass.Film film =
        new DrawPass(renderer, job.video(), timing, stores.segments(), progress)
            .run(
                FramePlanner.of(measurement, job.fill()),
                segments ->
                    MemoryPlan.lanes(
                        grid,
                        job.memoryBytes(),
                        job.jobs(),
                        segments,
                        MemoryPlan.fillBytesPerPixel(job.fill())
                            + ChannelTone.moreBytesPerPixel(measurement.dates())));

    progress.stage("publishing", 1);
    outputs.addFilm(film, grid, timing);
    if (job.alignmentPage()) {
      outputs.addPage(
          new AlignmentEvidence(job, survey, measurement, stores)
              .report(options.toolVersion(), progress));
    }
    Fingerprint fingerprint = Fingerprint.of(job, options, survey, stores);
    List<Issue> issues = new ArrayList<>(survey.issues());
    issues.addAll(measurement.issues());
    issues.addAll(furniture.issues());
    List<DroppedScene> dropped = new ArrayList<>(survey.dropped());
    dropped.addAll(measurement.dropped());
    options.refuseIfStrict(issues, "nothing was published");
    String lockHash = lock.keep(measurement.alignment().lock(), issues);
    LedgerBuilder ledger = new LedgerBuilder(job, fingerprint.header(job, options, lockHash));
    ledger.addRead(measurement.read());
    ledger.addUsed(measurement, timing, renderer::filled);
    ledger.addDropped(dropped);
    outputs.publish(
        ledger.finish(
            Optional.of(grid), measurement.alignment().reference(), outputs.outputs(), issues));
    progress.step();
    return RenderResults.rendered(
        outputs, timing, measurement.alignment().moved(), dropped, issues, began);
  }

  /**
   * Draws the furniture that stands still, and loads the encoder, while the scenes are read: half a
   * second that pass 2 would begin with on one processor.
   */
  private static CompletableFuture<FurniturePainter> prepare(
      JobSettings job, SceneInventory survey) {
    return CompletableFuture.supplyAsync(
        () -> {
          Encoders.getH264();
          return FramePlanner.furniture(job, survey);
        },
        task -> {
          Thread thread = new Thread(task, "prepare");
          thread.setDaemon(true);
          thread.start();
        });
  }

  private static Ledger refusal(
      JobSettings job, RunOptions options, NoUsableScenesException nothing, List<Issue> issues) {
    Ledger.Job header =
        new Ledger.Job(
            job.name(),
            options.toolVersion(),
            Fingerprint.settingsHash(job, options),
            "",
            "",
            job.revealLocation());
    LedgerBuilder ledger = new LedgerBuilder(job, header);
    ledger.addDropped(nothing.dropped());
    return ledger.finish(Optional.empty(), Optional.empty(), List.of(), issues);
  }

  @Override
  public PlanResult plan(JobSettings job, RunOptions options) throws IOException {
    try (Inputs inputs = new Inputs(job)) {
      return PlanJob.run(job, options, inputs);
    }
  }

  @Override
  public StillResult still(
      JobSettings job,
      RunOptions options,
      StillRequest request,
      Progress progress,
      Cancellation cancellation)
      throws Exception {
    try (Inputs inputs = new Inputs(job);
        Stores stores = new Stores(job, options.noCache(), inputs.rasters())) {
      LockFile lock = LockFile.of(job, options);
      Progress watched = new CancellableProgress(progress, cancellation);
      return new StillJob(job, options, inputs, stores, lock, watched).run(request);
    }
  }

  @Override
  public AlignResult align(
      JobSettings job,
      RunOptions options,
      AlignRequest request,
      Progress progress,
      Cancellation cancellation)
      throws Exception {
    try (Publication publication = Publication.begin(job.outputDir(), job.name());
        Inputs inputs = new Inputs(job);
        Stores stores = new Stores(job, options.noCache(), inputs.rasters())) {
      Progress watched = new CancellableProgress(progress, cancellation);
      return new AlignJob(job, options, inputs, stores, watched).run(request, publication);
    }
  }
}
