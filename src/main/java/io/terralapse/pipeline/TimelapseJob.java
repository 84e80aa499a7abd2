package io.terralapse.pipeline;

import io.terralapse.config.JobSettings;
import io.terralapse.run.Cancellation;
import io.terralapse.run.Progress;

/**
 * What the command line asks of the program. What only the user can mend comes out as {@link
 * io.terralapse.model.UserError}, a cancelled run as {@link
 * java.util.concurrent.CancellationException}; any other exception is the disk's or a bug.
 */
public interface TimelapseJob {

  /** Makes and publishes the film, or finds that there is nothing to do. */
  RenderResult render(
      JobSettings job, RunOptions options, Progress progress, Cancellation cancellation)
      throws Exception;

  /** Says what a render would do; reads no pixels and writes nothing. */
  PlanResult plan(JobSettings job, RunOptions options) throws Exception;

  /** Draws one date as a picture. */
  StillResult still(
      JobSettings job,
      RunOptions options,
      StillRequest request,
      Progress progress,
      Cancellation cancellation)
      throws Exception;

  /** Measures how dates lie to each other, and says so on a page; draws no film. */
  AlignResult align(
      JobSettings job,
      RunOptions options,
      AlignRequest request,
      Progress progress,
      Cancellation cancellation)
      throws Exception;
}
