package io.terralapse.pipeline;

import io.terralapse.access.ByteOpener;
import io.terralapse.access.ByteSource;
import io.terralapse.access.FileAccess;
import io.terralapse.access.HttpAccess;
import io.terralapse.access.HttpSettings;
import io.terralapse.catalog.CatalogAccess;
import io.terralapse.config.JobSettings;
import io.terralapse.model.Location;
import io.terralapse.raster.RasterFormats;
import io.terralapse.raster.RasterOpener;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways to a job's scenes: open while the job runs, shared by all its threads. */
final class Inputs implements AutoCloseable, ByteOpener {
  private final HttpSettings settings;
  private final FileAccess files = new FileAccess();
  private final RasterOpener rasters = new RasterFormats(this);
  private @Nullable HttpAccess http;

  Inputs(JobSettings job) {
    this.settings = job.http();
  }

  @Override
  public ByteSource open(Location location) throws IOException {
    return location instanceof Location.Remote remote ? http().open(remote) : files.open(location);
  }

  /** Made when it is first needed: most jobs never ask a server, and the client takes a while. */
  private synchronized HttpAccess http() {
    HttpAccess client = http;
    if (client == null) {
      client = new HttpAccess(settings);
      http = client;
    }
    return client;
  }

  /** What the catalogue needs. */
  CatalogAccess catalog() {
    return new CatalogAccess(this, rasters::info, archive -> List.of());
  }

  RasterOpener rasters() {
    return rasters;
  }

  @Override
  public synchronized void close() throws IOException {
    if (http != null) {
      http.close();
    }
  }
}
