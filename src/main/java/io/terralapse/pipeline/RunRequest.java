package io.terralapse.pipeline;

import io.terralapse.config.JobSettings;
import io.terralapse.run.Cancellation;
import io.terralapse.run.Progress;

/**
 * A job, and how to run it.
 *
 * @param job what to make
 * @param options how this run goes about it
 * @param progress receives stages and steps
 * @param cancellation stops the run at its next step
 */
public record RunRequest(
    JobSettings job, RunOptions options, Progress progress, Cancellation cancellation) {

  /** The same without what earlier runs have left in the cache. */
  RunRequest withoutCache() {
    return new RunRequest(job, options.withoutCache(), progress, cancellation);
  }
}
