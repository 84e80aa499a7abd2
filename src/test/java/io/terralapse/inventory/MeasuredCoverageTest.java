package io.terralapse.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileAccess;
import io.terralapse.cache.DiskCache;
import io.terralapse.config.JobSettings;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Scene;
import io.terralapse.raster.RasterOpener;
import io.terralapse.raster.format.RasterFormats;
import io.terralapse.select.PublishedDates;
import io.terralapse.window.FootprintReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuredCoverageTest {
  @TempDir Path folder = Path.of("");

  /** Every file waits until another one is open too: one after the other would never end. */
  @Test
  void announcedScenesAreLookedAtTogetherAndOnce() throws Exception {
    JobFiles files = new JobFiles(folder);
    files.scene("a_20240105.tif", 1, 500);
    files.scene("b_20240115.tif", 1, 600);
    JobSettings job = files.load("");
    CandidateScenes candidates = CandidateScenes.find(job, JobFiles.access(), PublishedDates.NONE);
    List<Acquisition> acquisitions = candidates.acquisitions();
    List<Scene> scenes =
        acquisitions.stream().flatMap(acquisition -> acquisition.scenes().stream()).toList();
    assertEquals(2, scenes.size());
    RasterFormats rasters = new RasterFormats(new FileAccess());
    CountDownLatch open = new CountDownLatch(2);
    AtomicInteger opened = new AtomicInteger();
    AtomicInteger alone = new AtomicInteger();
    RasterOpener together =
        location -> {
          opened.incrementAndGet();
          open.countDown();
          try {
            if (!open.await(30, TimeUnit.SECONDS)) {
              alone.incrementAndGet();
            }
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return rasters.open(location);
        };
    try (DiskCache cache = new DiskCache(job.cacheDir(), 1 << 20)) {
      MeasuredCoverage coverage =
          new MeasuredCoverage(
              candidates.bands(),
              job.select(),
              new FootprintReader(cache, together),
              acquisitions,
              2);
      coverage.prepare(scenes);
      assertEquals(0, alone.get());
      scenes.forEach(scene -> assertTrue(coverage.findFootprint(scene).isEmpty()));
      assertEquals(2, opened.get());
    }
  }
}
