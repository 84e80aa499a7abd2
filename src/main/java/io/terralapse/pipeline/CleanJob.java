package io.terralapse.pipeline;

import io.terralapse.cache.CacheCleaning;
import io.terralapse.config.JobSettings;
import io.terralapse.model.ExitCode;
import io.terralapse.model.FailureReason;
import io.terralapse.model.UserError;
import io.terralapse.publish.Publication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Frees the cache of a job, and deletes what stopped runs have left among its outputs. Published
 * files, the lock and the scenes are not touched.
 */
public final class CleanJob {
  private CleanJob() {}

  /**
   * What was freed.
   *
   * @param folder the cache
   * @param freedBytes sum of the lengths of the deleted files
   * @param freedFiles their number
   * @param keptBytes what is left of the cache
   */
  public record Result(Path folder, long freedBytes, int freedFiles, long keptBytes) {}

  /**
   * Deletes what the cache holds.
   *
   * @param all also what is remembered of the last runs, and the folder if it is then empty
   * @param olderThan only what was not used for so long; empty for all. Excludes {@code all}
   * @throws UserError (environment) while a run uses the job or its cache, or if files cannot be
   *     deleted
   */
  @SuppressWarnings("try") // holding the job is all that the resource is for
  public static Result run(JobSettings job, boolean all, Optional<Duration> olderThan) {
    Path folder = job.cacheDir();
    try {
      // Without a cache, too: this completes an interrupted publication and deletes staged files.
      Publication held =
          Files.isDirectory(job.outputDir())
              ? Publication.begin(job.outputDir(), job.name())
              : null;
      try {
        if (!Files.isDirectory(folder)) {
          return new Result(folder, 0, 0, 0);
        }
        refuseIfUsed(folder);
        CacheCleaning.Result freed =
            all
                ? CacheCleaning.everything(folder)
                : CacheCleaning.entries(folder, olderThan.map(Instant.now()::minus));
        return new Result(folder, freed.freedBytes(), freed.freedFiles(), freed.keptBytes());
      } finally {
        if (held != null) {
          held.close();
        }
      }
    } catch (IOException failure) {
      throw UserError.environment(
          "cache.dir: "
              + folder
              + " cannot be freed ("
              + FailureReason.of(failure)
              + "); change its permissions, or delete it yourself.",
          failure);
    }
  }

  private static void refuseIfUsed(Path folder) {
    List<String> runs = CacheCleaning.running(folder);
    if (!runs.isEmpty()) {
      throw new UserError(
          ExitCode.ENVIRONMENT,
          folder
              + ": the cache is used by "
              + (runs.size() == 1 ? "a run" : runs.size() + " runs")
              + " (process "
              + runs.get(0).substring(0, runs.get(0).indexOf('-'))
              + "); wait until it ends, or stop it.");
    }
  }
}
