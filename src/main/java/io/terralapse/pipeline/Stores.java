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
 * The job's folder of windows, edges and coded segments. What one run leaves there makes the next
 * one faster; nothing in it is needed.
 */
public final class Stores implements AutoCloseable {
  private final Path folder;
  private final boolean throwAway;
  private final WindowStore windows;
  private final EdgeCache edges;
  private final Path segments;

  /**
   * Opens the stores.
   *
   * @param fresh start from nothing, in a folder of its own that goes with this run
   * @throws UserError (environment) if the folder cannot be written
   */
  Stores(JobSettings job, boolean fresh, RasterOpener rasters) {
    try {
      Files.createDirectories(job.cacheDir());
      this.throwAway = fresh;
      this.folder = fresh ? Files.createTempDirectory(job.cacheDir(), "run-") : job.cacheDir();
      this.windows = new WindowStore(folder, job.cacheMaxBytes(), rasters);
      this.edges = new EdgeCache(folder);
      this.segments =
          Files.createTempDirectory(Files.createDirectories(folder.resolve("segments")), "run-");
    } catch (IOException failure) {
      throw UserError.environment(
          "cache.dir: "
              + job.cacheDir()
              + " cannot be written ("
              + failure.getClass().getSimpleName()
              + "); name another folder or free it.",
          failure);
    }
  }

  public WindowStore windows() {
    return windows;
  }

  public EdgeCache edges() {
    return edges;
  }

  /** A folder for this run's coded segments. */
  public Path segments() {
    return segments;
  }

  @Override
  public void close() throws IOException {
    delete(throwAway ? folder : segments);
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
