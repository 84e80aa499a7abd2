package io.terralapse.pipeline;

import io.terralapse.access.ByteOpener;
import io.terralapse.access.FileAccess;
import io.terralapse.catalog.CatalogAccess;
import io.terralapse.config.JobSettings;
import io.terralapse.raster.RasterFormats;
import io.terralapse.raster.RasterOpener;
import java.util.List;

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

  /** What the catalogue needs. */
  CatalogAccess catalog() {
    return new CatalogAccess(bytes, rasters::info, archive -> List.of());
  }

  RasterOpener rasters() {
    return rasters;
  }

  @Override
  public void close() {}
}
