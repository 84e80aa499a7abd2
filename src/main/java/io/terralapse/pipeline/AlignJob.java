package io.terralapse.pipeline;

import io.terralapse.align.AlignedFrameWriter;
import io.terralapse.align.GeoreferenceTransfer;
import io.terralapse.config.JobSettings;
import io.terralapse.ledger.Ledger;
import io.terralapse.lock.LockFile;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import io.terralapse.model.Shift;
import io.terralapse.publish.Publication;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.report.AlignmentEvidence;
import io.terralapse.report.AlignmentPage;
import io.terralapse.report.AlignmentReport;
import io.terralapse.run.Progress;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Pass 1 and nothing else: reads, measures, and shows how the dates lie to each other. What it
 * leaves in the cache a render finds there.
 */
public final class AlignJob {
  public static final String PAGE = ".alignment.html";

  private final JobSettings job;
  private final RunOptions options;
  private final Inputs inputs;
  private final Stores stores;
  private final Progress progress;

  AlignJob(JobSettings job, RunOptions options, Inputs inputs, Stores stores, Progress progress) {
    this.job = job;
    this.options = options;
    this.inputs = inputs;
    this.stores = stores;
    this.progress = progress;
  }

  public AlignResult run(AlignRequest request, Publication publication) throws Exception {
    try {
      SceneInventory survey =
          SceneInventory.of(
              job, GeoreferenceTransfer.lend(job, SceneInventory.candidates(job, inputs), stores));
      LockFile lock = LockFile.of(job, options);
      Measurement measurement = Measurement.of(job, survey, stores, lock, true, progress);
      AlignmentEvidence evidence = new AlignmentEvidence(job, survey, measurement, stores);
      List<Path> written =
          request.writeAligned().isPresent()
              ? new AlignedFrameWriter(survey.plan().grid(), measurement, stores)
                  .write(request.writeAligned().get(), job.jobs(), progress)
              : List.of();
      AlignmentReport report = evidence.report(options.toolVersion(), progress);
      String name = job.name() + PAGE;
      write(report, publication.stage(name));
      publication.commit(List.of(name));
      return result(survey, measurement, job.outputDir().resolve(name), written);
    } catch (NoUsableScenesException nothing) {
      throw nothing.asUserError();
    }
  }

  public static void write(AlignmentReport report, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      AlignmentPage.write(report, out);
    }
  }

  private static AlignResult result(
      SceneInventory survey, Measurement measurement, Path page, List<Path> written) {
    List<DroppedScene> dropped = new ArrayList<>(survey.dropped());
    dropped.addAll(measurement.dropped());
    List<Issue> issues = new ArrayList<>(survey.issues());
    issues.addAll(measurement.issues());
    return new AlignResult(
        page,
        measurement.alignment().reference().map(Ledger.Reference::sceneId).orElse(""),
        measurement.dates().stream()
            .map(date -> row(date, measurement.alignment().shiftOf(date)))
            .toList(),
        written,
        RenderResults.dropped(dropped),
        issues);
  }

  private static AlignResult.AlignedDate row(ReadAcquisition date, Shift shift) {
    return new AlignResult.AlignedDate(
        date.id(),
        date.acquisition().acquired().text(),
        shift.status().word(),
        shift.model(),
        shift.dxPx(),
        shift.dyPx(),
        shift.uncertaintyPx(),
        shift.tiePoints(),
        shift.rejectedTiePoints(),
        shift.closurePx(),
        shift.confidence(),
        shift.applied());
  }
}
