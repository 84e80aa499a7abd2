package io.terralapse.pipeline;

import io.terralapse.cache.DiskCache;
import io.terralapse.model.UserError;
import io.terralapse.raster.RasterOpener;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The job's windows, edges and coded segments on disk. What one run leaves there makes the next one
 * faster; nothing in it is needed.
 */
final class Stores implements AutoCloseable {
  private final DiskCache cache;
  private final boolean temporary;
  private final WindowStore windows;
  private final EdgeCache edges;
  private final Path segments;

  /**
   * Opens the stores.
   *
   * @param jobCache the cache of the job, not closed here
   * @param fresh start with an empty cache of its own that is deleted with this run
   * @throws UserError (environment) if the folder cannot be written
   */
  Stores(DiskCache jobCache, boolean fresh, RasterOpener rasters) {
    Path runFolder = jobCache.createRunFolder();
    this.temporary = fresh;
    this.cache = fresh ? new DiskCache(runFolder.resolve("cache"), jobCache.maxBytes()) : jobCache;
    this.windows = new WindowStore(cache, rasters);
    this.edges = new EdgeCache(cache);
    this.segments = runFolder;
  }

  WindowStore windows() {
    return windows;
  }

  EdgeCache edges() {
    return edges;
  }

  /** A folder for this run's coded segments. */
  Path segments() {
    return segments;
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      cache.close();
    }
  }
}
