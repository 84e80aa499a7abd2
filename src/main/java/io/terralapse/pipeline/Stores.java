package io.terralapse.pipeline;

import io.terralapse.align.EdgeCache;
import io.terralapse.cache.DiskCache;
import io.terralapse.draw.FrameCache;
import io.terralapse.model.UserError;
import io.terralapse.raster.RasterOpener;
import io.terralapse.read.MeasurementCache;
import io.terralapse.window.FootprintReader;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The job's cache: source windows, measured edges, drawn pictures and encoded segments. What one
 * run leaves there makes the next one faster; losing it costs time only.
 */
final class Stores implements AutoCloseable {
  private final DiskCache jobCache;
  private final DiskCache cache;
  private final boolean temporary;
  private final WindowStore windows;
  private final FootprintReader footprints;
  private final EdgeCache edges;
  private final MeasurementCache measurements;
  private final FrameCache frames;

  /**
   * Opens the stores.
   *
   * @param jobCache the cache of the job, not closed here
   * @param fresh start with an empty cache that is deleted at the end of the run
   * @throws UserError (environment) if the folder cannot be written
   */
  Stores(DiskCache jobCache, boolean fresh, RasterOpener rasters) {
    this.jobCache = jobCache;
    this.temporary = fresh;
    this.cache =
        fresh
            ? new DiskCache(jobCache.createRunFolder().resolve("cache"), jobCache.maxBytes())
            : jobCache;
    this.windows = new WindowStore(cache, rasters);
    this.footprints = new FootprintReader(cache, rasters);
    this.edges = new EdgeCache(cache);
    this.measurements = new MeasurementCache(cache);
    this.frames = new FrameCache(cache);
  }

  WindowStore windows() {
    return windows;
  }

  FootprintReader footprints() {
    return footprints;
  }

  EdgeCache edges() {
    return edges;
  }

  MeasurementCache measurements() {
    return measurements;
  }

  FrameCache frames() {
    return frames;
  }

  /** Where everything that can be made again is kept. */
  DiskCache cache() {
    return cache;
  }

  /**
   * A folder for encoded segments that the cache has no space for, deleted when the job's cache is
   * closed.
   */
  Path segments() {
    return jobCache.createRunFolder();
  }

  @Override
  public void close() throws IOException {
    if (temporary) {
      cache.close();
    }
  }
}
