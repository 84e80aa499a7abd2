package io.terralapse.pipeline;

import io.terralapse.align.EdgeCache;
import io.terralapse.config.JobSettings;
import io.terralapse.model.UserError;
import io.terralapse.raster.RasterOpener;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The job's cache: source windows, measured edges, and the encoded segments of this run. What one
 * run leaves there makes the next one faster; losing it costs time only.
 */
final class Stores implements AutoCloseable {
  private final Path folder;
  private final boolean temporary;
  private final WindowStore windows;
  private final EdgeCache edges;
  private @Nullable Path segments;

  /**
   * Opens the stores.
   *
   * @param fresh start empty, in a folder that is deleted at the end of the run
   * @throws UserError (environment) if the folder cannot be written
   */
  Stores(JobSettings job, boolean fresh, RasterOpener rasters) {
    try {
      Files.createDirectories(job.cacheDir());
      this.temporary = fresh;
      this.folder = fresh ? Files.createTempDirectory(job.cacheDir(), "run-") : job.cacheDir();
      this.windows = new WindowStore(folder, job.cacheMaxBytes(), rasters);
      this.edges = new EdgeCache(folder);
    } catch (IOException failure) {
      throw UserError.environment(
          "cache.dir: "
              + job.cacheDir()
              + " cannot be written ("
              + failure.getClass().getSimpleName()
              + "); name another folder or make it writable.",
          failure);
    }
  }

  WindowStore windows() {
    return windows;
  }

  EdgeCache edges() {
    return edges;
  }

  /** A folder for this run's encoded segments, deleted at the end of the run. */
  synchronized Path segments() throws IOException {
    Path known = segments;
    if (known == null) {
      known =
          Files.createTempDirectory(Files.createDirectories(folder.resolve("segments")), "run-");
      segments = known;
    }
    return known;
  }

  @Override
  public synchronized void close() throws IOException {
    if (temporary) {
      delete(folder);
    } else if (segments != null) {
      delete(segments);
    }
  }

  private static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
