package io.terralapse.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.cache.DiskCache;
import io.terralapse.model.BandRole;
import io.terralapse.model.ContentKey;
import io.terralapse.model.DataFootprint;
import io.terralapse.model.DataFootprint.Corner;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Location;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import io.terralapse.model.SceneBand;
import io.terralapse.raster.Raster;
import io.terralapse.raster.RasterOpener;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which part of a raster has data. */
class FootprintReaderTest {
  private static final double X0 = 500_000;
  private static final double Y0 = 4_600_000;

  @TempDir Path folder = Path.of("");

  private final AtomicInteger opened = new AtomicInteger();

  private interface Data {
    boolean at(int column, int row);
  }

  private SceneBand write(int width, int height, OptionalDouble nodata, Data data)
      throws IOException {
    float[] samples = new float[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = data.at(i % width, i / width) ? 900 + i % 7 : 0;
    }
    Path file = folder.resolve("scene.tif");
    new TinyTiff(width, height, SampleType.UINT16)
        .tiled(256)
        .deflated()
        .georeferenced(32631, GeoTransform.northUp(X0, Y0, 10))
        .write(file, samples);
    Location at = new Location.Local(file);
    RasterInfo info = WindowScenes.OPENER.info(at);
    return new SceneBand(BandRole.RED, "1", at, 0, 1, 0, nodata, info);
  }

  private Optional<DataFootprint> find(SceneBand band, boolean scanGaps) throws IOException {
    RasterOpener counting =
        location -> {
          opened.incrementAndGet();
          return WindowScenes.OPENER.open(location);
        };
    try (DiskCache cache = new DiskCache(folder.resolve("cache"), 1 << 20)) {
      return new FootprintReader(cache, counting).find(List.of(band), Optional.empty(), scanGaps);
    }
  }

  /** Whether a footprint contains the centre of a pixel. */
  private static boolean contains(DataFootprint footprint, double column, double row) {
    double x = X0 + 10 * (column + 0.5);
    double y = Y0 - 10 * (row + 0.5);
    boolean inside = false;
    List<Corner> ring = footprint.ring();
    for (int i = 0; i < ring.size(); i++) {
      Corner a = ring.get(i);
      Corner b = ring.get((i + 1) % ring.size());
      if (a.y() > y != b.y() > y && x < a.x() + (y - a.y()) / (b.y() - a.y()) * (b.x() - a.x())) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** A square turned by some 14 degrees in a raster of a size. */
  private static Data turned(double size) {
    return (c, r) -> {
      double u = (c + 0.5 - size / 2) / size;
      double v = (r + 0.5 - size / 2) / size;
      return Math.abs(u + 0.25 * v) < 0.4 && Math.abs(v - 0.25 * u) < 0.4;
    };
  }

  @Test
  void aRasterThatIsFullHasNoFootprint() throws IOException {
    assertEquals(
        Optional.empty(), find(write(300, 200, OptionalDouble.of(0), (c, r) -> true), false));
    // Single dark pixels at a corner are not a border.
    assertEquals(
        Optional.empty(),
        find(write(300, 200, OptionalDouble.of(0), (c, r) -> c > 2 || r > 2), false));
    assertEquals(
        Optional.empty(), find(write(64, 64, OptionalDouble.of(0), (c, r) -> false), false));
  }

  @Test
  void aTurnedSceneHasATurnedFootprint() throws IOException {
    for (OptionalDouble nodata : List.of(OptionalDouble.of(0), OptionalDouble.empty())) {
      DataFootprint footprint = find(write(300, 300, nodata, turned(300)), false).orElseThrow();
      assertTrue(footprint.ring().size() < 60, "convex: " + footprint.ring().size());
      for (int r = 0; r < 300; r += 3) {
        for (int c = 0; c < 300; c += 3) {
          boolean edge = turned(300).at(c + 2, r) != turned(300).at(c - 2, r);
          if (!edge) {
            assertEquals(turned(300).at(c, r), contains(footprint, c, r), c + " " + r);
          }
        }
      }
    }
  }

  @Test
  void holesAndNotchesBelongToTheFootprint() throws IOException {
    Data cloudy = (c, r) -> Math.hypot(c - 100, r - 100) > 40 && (c > 20 || r < 80 || r > 120);
    assertEquals(Optional.empty(), find(write(256, 256, OptionalDouble.of(0), cloudy), false));
  }

  @Test
  void anAngleKeepsItsInnerCorner() throws IOException {
    Data angle = (c, r) -> c < 100 || r < 80;
    DataFootprint footprint =
        find(write(256, 256, OptionalDouble.of(0), angle), false).orElseThrow();
    assertTrue(contains(footprint, 98, 250));
    assertTrue(contains(footprint, 250, 78));
    assertTrue(!contains(footprint, 110, 90));
  }

  @Test
  void gapsOfAScanLineCorrectorAreClosedAtTheCorners() throws IOException {
    Data gaps = (c, r) -> Math.floorMod(r + c / 4, 30) >= 10;
    assertTrue(find(write(192, 192, OptionalDouble.of(0), gaps), false).isPresent());
    assertEquals(Optional.empty(), find(write(192, 192, OptionalDouble.of(0), gaps), true));
  }

  @Test
  void ofALargeRasterOnlySomeRowsAreReadAndTheFootprintIsInsideTheData() throws IOException {
    DataFootprint footprint =
        find(write(1400, 1400, OptionalDouble.of(0), turned(1400)), false).orElseThrow();
    int inside = 0;
    int data = 0;
    for (int r = 1; r < 1400; r += 7) {
      for (int c = 1; c < 1400; c += 7) {
        boolean shown = contains(footprint, c, r);
        boolean near = turned(1400).at(c + 3, r) || turned(1400).at(c - 3, r);
        assertTrue(!shown || near, "no data at " + c + " " + r);
        inside += shown ? 1 : 0;
        data += turned(1400).at(c, r) ? 1 : 0;
      }
    }
    assertTrue(inside > 0.95 * data, inside + " of " + data);
  }

  @Test
  void theResultIsRememberedUntilTheFileChanges() throws IOException {
    SceneBand band = write(300, 300, OptionalDouble.of(0), turned(300));
    Optional<DataFootprint> first = find(band, false);
    assertTrue(Files.notExists(folder.resolve("cache")), "a plan writes nothing");
    Files.createDirectories(folder.resolve("cache"));
    assertEquals(first, find(band, false));
    assertEquals(first, find(band, false));
    assertEquals(2, opened.get());
    Files.write(
        folder.resolve("scene.tif"), new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);
    assertEquals(first, find(band, false));
    assertEquals(3, opened.get());
  }

  /** Rows are read from both ends up to the blocks in which data begin, the rest is not read. */
  @Test
  void blocksInsideTheDataAreNotReadAndEndsAreExact() throws IOException {
    // Four tiles wide; the lower ones of the left column are empty.
    Data corner = (c, r) -> c >= 300 || r < 100;
    SceneBand band = write(1000, 512, OptionalDouble.of(0), corner);
    List<PixelRect> read = new ArrayList<>();
    RasterOpener recording = location -> new Recorded(WindowScenes.OPENER.open(location), read);
    try (DiskCache cache = new DiskCache(folder.resolve("cache"), 1 << 20)) {
      DataFootprint found =
          new FootprintReader(cache, recording)
              .find(List.of(band), Optional.empty(), false)
              .orElseThrow();
      assertTrue(contains(found, 301, 500));
      assertTrue(contains(found, 2, 98));
      assertTrue(!contains(found, 298, 500));
    }
    assertEquals(
        List.of(
            new PixelRect(0, 0, 256, 256),
            new PixelRect(256, 0, 256, 256),
            new PixelRect(768, 0, 232, 256),
            new PixelRect(0, 256, 256, 256),
            new PixelRect(256, 256, 256, 256),
            new PixelRect(768, 256, 232, 256)),
        read);
  }

  /** A raster that notes what is read. */
  private record Recorded(Raster file, List<PixelRect> read) implements Raster {
    @Override
    public RasterInfo info() {
      return file.info();
    }

    @Override
    public int blockHeight(int level) {
      return file.blockHeight(level);
    }

    @Override
    public void readNative(int level, PixelRect rect, int[] bands, byte[][] out)
        throws IOException {
      read.add(rect);
      file.readNative(level, rect, bands, out);
    }

    @Override
    public void readMask(int level, PixelRect rect, byte[] out) throws IOException {
      file.readMask(level, rect, out);
    }

    @Override
    public ContentKey keyOf(int level, PixelRect rect) throws IOException {
      return file.keyOf(level, rect);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
