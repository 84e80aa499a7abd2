package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileAccess;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.BandRole;
import io.terralapse.model.Location;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.raster.RasterOpener;
import io.terralapse.raster.format.RasterFormats;
import io.terralapse.testkit.SceneBuilder;
import io.terralapse.window.WindowRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run uses the job's cache, or one of its own that is deleted with it. */
class StoresTest {
  private static final RasterOpener RASTERS = new RasterFormats(new FileAccess());

  @TempDir Path folder = Path.of("");
  private Path cache = Path.of("");
  private WindowRequest request;

  @BeforeEach
  void writeScene() throws IOException {
    TinyJob job = new TinyJob(folder, 1);
    cache = folder.resolve("cache");
    RasterInfo header = RASTERS.info(new Location.Local(job.scene(0)));
    Scene scene =
        new SceneBuilder("a")
            .bands(List.of(SceneBuilder.band(BandRole.RED, "1", job.scene(0), 0, header)))
            .build();
    request = new WindowRequest(scene, scene.bands(), 0, new PixelRect(0, 0, 32, 32));
  }

  private boolean hasWindows(Path root) throws IOException {
    Path windows = root.resolve("windows");
    if (!Files.exists(windows)) {
      return false;
    }
    try (var files = Files.list(windows)) {
      return files.anyMatch(file -> file.toString().endsWith(".tlw"));
    }
  }

  @Test
  void windowsStayInTheJobsCacheForTheNextRun() throws IOException {
    try (DiskCache jobCache = new DiskCache(cache, 1 << 30)) {
      Stores stores = new Stores(jobCache, false, RASTERS);
      assertTrue(stores.windows().bytesNeeded(request) > 0);
      stores.windows().fetch(request).close();
      stores.close();
    }
    assertTrue(hasWindows(cache));
    try (DiskCache jobCache = new DiskCache(cache, 1 << 30);
        Stores stores = new Stores(jobCache, false, RASTERS)) {
      assertEquals(0, stores.windows().bytesNeeded(request));
    }
  }

  @Test
  void aFreshRunNeitherUsesNorKeepsWindows() throws IOException {
    try (DiskCache jobCache = new DiskCache(cache, 1 << 30)) {
      Stores kept = new Stores(jobCache, false, RASTERS);
      kept.windows().fetch(request).close();
      kept.close();
      Stores fresh = new Stores(jobCache, true, RASTERS);
      assertTrue(fresh.windows().bytesNeeded(request) > 0, "what is kept is not used");
      fresh.windows().fetch(request).close();
      fresh.close();
    }
    try (var files = Files.walk(cache)) {
      assertEquals(
          1,
          files.filter(file -> file.toString().endsWith(".tlw")).count(),
          "only the window of the job's cache is left");
    }
  }

  @Test
  void segmentsAreDeletedWithTheRun() throws IOException {
    Path segments;
    try (DiskCache jobCache = new DiskCache(cache, 1 << 30);
        Stores stores = new Stores(jobCache, false, RASTERS)) {
      segments = stores.segments();
      Files.writeString(segments.resolve("segment-0"), "coded");
      assertTrue(segments.startsWith(cache));
    }
    assertFalse(Files.exists(segments));
  }
}
