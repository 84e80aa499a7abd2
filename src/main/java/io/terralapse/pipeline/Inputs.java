package io.terralapse.pipeline;

import io.terralapse.access.ByteSource;
import io.terralapse.access.CountingOpener;
import io.terralapse.access.FileAccess;
import io.terralapse.access.archive.Archives;
import io.terralapse.access.http.HttpAccess;
import io.terralapse.access.http.HttpSettings;
import io.terralapse.cache.DiskCache;
import io.terralapse.catalog.CatalogAccess;
import io.terralapse.catalog.stac.StacHttp;
import io.terralapse.config.JobSettings;
import io.terralapse.model.Location;
import io.terralapse.raster.RasterOpener;
import io.terralapse.raster.format.RasterFormats;
import io.terralapse.raster.header.HeaderCache;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Access to a job's scenes on disk, in archives and on servers. Open while the job runs, and shared
 * by all its threads.
 */
final class Inputs implements AutoCloseable {
  private final HttpSettings settings;
  private final boolean noCache;
  private final DiskCache cache;
  private final FileAccess files = new FileAccess();
  private final Archives archives;
  private final CountingOpener opener = new CountingOpener(this::openUncounted);
  private final RasterOpener rasters = new RasterFormats(opener);
  private final HeaderCache headers;
  private @Nullable HttpAccess http;

  /**
   * Access for a job.
   *
   * @param cacheDir folder of the cache
   * @param noCache read headers of files again, even if they are cached
   */
  Inputs(JobSettings job, Path cacheDir, boolean noCache) {
    this.noCache = noCache;
    this.settings = job.http();
    this.cache = new DiskCache(cacheDir, job.cacheMaxBytes());
    this.archives = new Archives(cache);
    this.headers = new HeaderCache(cache, rasters);
  }

  private ByteSource openUncounted(Location location) throws IOException {
    if (location instanceof Location.Remote remote) {
      return http().open(remote);
    }
    return location instanceof Location.Member ? archives.open(location) : files.open(location);
  }

  /** Made when it is first needed: most jobs use no server, and the client takes time to start. */
  private synchronized HttpAccess http() {
    HttpAccess client = http;
    if (client == null) {
      client = new HttpAccess(settings, cache);
      http = client;
    }
    return client;
  }

  /** What the search for scenes uses. */
  CatalogAccess catalog() {
    return new CatalogAccess(
        opener, noCache ? rasters::info : headers::info, archives::list, new Documents());
  }

  /** STAC documents come through the same client as pixels. */
  private final class Documents implements StacHttp {
    @Override
    public byte[] get(URI uri, int limit) throws IOException {
      return http().get(uri, limit);
    }

    @Override
    public byte[] postJson(URI uri, byte[] body, int limit) throws IOException {
      return http().postJson(uri, body, limit, "application/json");
    }
  }

  /** The job's cache, which closes with the inputs. */
  DiskCache cache() {
    return cache;
  }

  /** Keeps the headers that were read for the next run. A plan does not, as it writes nothing. */
  void keepHeaders() {
    headers.keep();
  }

  RasterOpener rasters() {
    return rasters;
  }

  /** Bytes that were read of files and servers so far. */
  long bytesRead() {
    return opener.bytesRead();
  }

  @Override
  public synchronized void close() throws IOException {
    try (cache) {
      if (http != null) {
        http.close();
      }
    }
  }
}
