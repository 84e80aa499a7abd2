package io.terralapse.pipeline;

import io.terralapse.access.ByteOpener;
import io.terralapse.access.FileAccess;
import io.terralapse.config.JobSettings;
import io.terralapse.raster.RasterFormats;
import io.terralapse.raster.RasterOpener;

/** The ways to a job's scenes: open while the job runs, shared by all its threads. */
final class Inputs implements AutoCloseable {
  private final ByteOpener bytes;
  private final RasterOpener rasters;

  Inputs(JobSettings job) {
    this.bytes = new FileAccess();
    this.rasters = new RasterFormats(bytes);
  }

  ByteOpener bytes() {
    return bytes;
  }

  RasterOpener rasters() {
    return rasters;
  }

  @Override
  public void close() {}
}
