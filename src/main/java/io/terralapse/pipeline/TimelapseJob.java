package io.terralapse.pipeline;

import io.terralapse.config.JobSettings;

/** What the command line asks of the program. */
public interface TimelapseJob {
  RenderResult render(
      JobSettings job, RunOptions options, Progress progress, Cancellation cancellation)
      throws Exception;

  PlanResult plan(JobSettings job, RunOptions options) throws Exception;

  StillResult still(
      JobSettings job,
      RunOptions options,
      StillRequest request,
      Progress progress,
      Cancellation cancellation)
      throws Exception;
}
