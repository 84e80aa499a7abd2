package io.terralapse.pipeline;

import io.terralapse.config.JobSettings;
import io.terralapse.page.PageJob;
import io.terralapse.publish.OutputSettings;
import io.terralapse.publish.Outputs;
import io.terralapse.publish.PendingReport;
import io.terralapse.publish.RenditionFiles;
import io.terralapse.rendition.RenditionSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that a job publishes. Immutable and thread-safe.
 *
 * @param toolVersion version of the program, which pages name
 */
record JobOutputs(JobSettings job, String toolVersion) {
  /** The published ledger, which may be missing. */
  Path ledger() {
    return job.outputDir().resolve(job.name() + Outputs.LEDGER_JSON);
  }

  /** Whether what is published has been reported. */
  PendingReport pendingReport() {
    return new PendingReport(job.outputDir(), job.name());
  }

  /** The files of all renditions, the job's own first. */
  List<RenditionFiles> renditions() {
    return job.allRenditions().stream().map(JobOutputs::of).toList();
  }

  /** Names of the files for readers, and of the text about places. */
  List<String> further() {
    List<String> files = new ArrayList<>(pageJob().files());
    if (!job.places().isEmpty()) {
      files.add(PlaceKit.textFile(job.name()));
    }
    return files;
  }

  /** Which files of a rendition are published. */
  static RenditionFiles of(RenditionSettings one) {
    return RenditionFiles.of(
        one.name(), one.mp4(), one.poster(), one.pair(), one.captions(), one.formats());
  }

  OutputSettings outputSettings() {
    return new OutputSettings(
        job.outputDir(), job.name(), job.furniture().title().orElse(job.name()));
  }

  /** What the settings say about the files for readers. */
  PageJob pageJob() {
    return new PageJob(
        job.name(),
        job.furniture().title(),
        job.furniture().subtitle(),
        job.furniture().locale(),
        job.furniture().zone(),
        job.furniture().credit(),
        job.furniture().showCredit(),
        job.baseUrl(),
        job.pages(),
        job.emailGif().map(one -> of(one).baseName(job.name()) + ".gif"),
        job.poster(),
        job.hasFirstFrameOnPoster(),
        job.main().hasLead(),
        job.alignmentPage(),
        "Terralapse " + toolVersion);
  }
}
