package io.terralapse.pipeline;

import io.terralapse.config.JobSettings;
import io.terralapse.publish.PendingReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs, each run in a context of its own. */
public final class TimelapseJobs implements TimelapseJob {
  private static final Logger LOG = LoggerFactory.getLogger(TimelapseJobs.class);

  @Override
  public RenderResult render(RunRequest request) throws Exception {
    try (RunContext context = new RunContext(request)) {
      return new RenderJob(context).run();
    }
  }

  @Override
  public void reported(JobSettings job) {
    try {
      new PendingReport(job.outputDir(), job.name()).end();
    } catch (IOException stays) {
      LOG.warn("{} cannot be written, so the next run reports this again", job.outputDir(), stays);
    }
  }

  @Override
  public PlanResult plan(RunRequest request, boolean page) throws Exception {
    try (RunContext context = new RunContext(request)) {
      return new PlanJob(context, page).run();
    }
  }

  @Override
  public StillResult still(RunRequest request, StillRequest still) throws Exception {
    try (RunContext context = new RunContext(request)) {
      return new StillJob(context, still).run();
    }
  }

  @Override
  public AlignResult align(RunRequest request, Optional<Path> writeAligned) throws Exception {
    try (RunContext context = new RunContext(request)) {
      return new AlignJob(context, writeAligned).run();
    }
  }

  @Override
  public VerifyResult verify(RunRequest request, int segments) throws Exception {
    try (VerifyCache cache = VerifyCache.of(request.job().cacheDir(), request.cancellation());
        RunContext context = new RunContext(request.withoutCache(cache.folder()))) {
      return new VerifyJob(context, segments).run();
    }
  }

  @Override
  public FolderProposal propose(RunRequest request) throws Exception {
    try (RunContext context = new RunContext(request)) {
      return new ProposalJob(context).run();
    }
  }
}
