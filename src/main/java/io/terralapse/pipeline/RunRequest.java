package io.terralapse.pipeline;

import io.terralapse.config.JobSettings;
import io.terralapse.run.Cancellation;
import io.terralapse.run.Progress;
import java.nio.file.Path;

/**
 * A job, and how to run it.
 *
 * @param job what to make
 * @param options how this run goes about it
 * @param progress receives stages and steps
 * @param cancellation stops the run at its next step
 * @param cacheDir folder of the cache, absolute
 */
public record RunRequest(
    JobSettings job,
    RunOptions options,
    Progress progress,
    Cancellation cancellation,
    Path cacheDir) {

  /** A request with the cache of the job. */
  public RunRequest(
      JobSettings job, RunOptions options, Progress progress, Cancellation cancellation) {
    this(job, options, progress, cancellation, job.cacheDir());
  }

  /**
   * The same without what earlier runs have left in the cache.
   *
   * @param folder where it keeps its temporary files
   */
  RunRequest withoutCache(Path folder) {
    return new RunRequest(job, options.withoutCache(), progress, cancellation, folder);
  }
}
