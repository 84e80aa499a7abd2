package io.terralapse.inventory;

import io.terralapse.access.FileAccess;
import io.terralapse.cache.DiskCache;
import io.terralapse.catalog.CatalogAccess;
import io.terralapse.catalog.stac.StacHttp;
import io.terralapse.config.ConfigLoader;
import io.terralapse.config.JobSettings;
import io.terralapse.lock.LockFile;
import io.terralapse.model.SampleType;
import io.terralapse.raster.format.RasterFormats;
import io.terralapse.testkit.SceneStubs;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.testkit.TinyTiff;
import io.terralapse.window.FootprintReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A configuration in a folder, and scenes of 32 x 32 pixels below it. */
final class JobFiles {
  static final int SIDE = 32;

  private final Path folder;

  JobFiles(Path folder) {
    this.folder = folder;
  }

  /** The job of a configuration; without {@code scenes} in it, those in {@code scenes/}. */
  JobSettings load(String yaml) throws IOException {
    Path config = folder.resolve("job.yaml");
    String complete = yaml.contains("scenes:") ? yaml : "scenes: [scenes]\n" + yaml;
    if (!Files.exists(config) || !Files.readString(config).equals(complete)) {
      Files.writeString(config, complete);
    }
    return ConfigLoader.load(config, Map.of(), Map.of());
  }

  /** Writes a GeoTIFF whose pixels all have one value. */
  Path scene(String name, int bands, float value) throws IOException {
    float[][] pixels = new float[bands][SIDE * SIDE];
    for (float[] band : pixels) {
      Arrays.fill(band, value);
    }
    Path file = folder.resolve("scenes").resolve(name);
    Files.createDirectories(folder.resolve("scenes"));
    new TinyTiff(SIDE, SIDE, SampleType.UINT16)
        .georeferenced(SyntheticScenes.EPSG, SceneStubs.TRANSFORM)
        .write(file, pixels);
    return file;
  }

  /** Plans with the lock that is beside the configuration, if there is one. */
  static SceneInventory inventory(JobSettings job, CandidateScenes candidates) throws Exception {
    RasterFormats rasters = new RasterFormats(new FileAccess());
    try (DiskCache cache = new DiskCache(job.cacheDir(), 1 << 20)) {
      return SceneInventory.of(
          job,
          candidates,
          new FootprintReader(cache, rasters),
          LockFile.open(job.catalog().base(), job.name(), LockFile.Policy.KEEP));
    }
  }

  /** Local files only. */
  static CatalogAccess access() {
    FileAccess files = new FileAccess();
    return new CatalogAccess(
        files,
        new RasterFormats(files)::info,
        archive -> {
          throw new IOException("no archive is expected: " + archive);
        },
        new StacHttp() {
          @Override
          public byte[] get(URI uri, int limit) throws IOException {
            throw new IOException("no server is expected: " + uri);
          }

          @Override
          public byte[] postJson(URI uri, byte[] body, int limit) throws IOException {
            throw new IOException("no server is expected: " + uri);
          }
        });
  }
}
