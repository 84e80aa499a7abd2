package io.terralapse.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.cache.DiskCache;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.PixelRect;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.model.UserError;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowStoreTest {
  private static final int WIDTH = 90;
  private static final int HEIGHT = 200;
  private static final PixelRect RECT = new PixelRect(7, 11, 71, 150);

  @TempDir Path folder = Path.of("");
  private int[][] pixels = new int[0][];
  private Path file = Path.of("");

  @BeforeEach
  void writeScene() throws IOException {
    Random random = new Random(3);
    pixels =
        new int[][] {
          random.ints(WIDTH * HEIGHT, 1, 65000).toArray(),
          IntStream.range(0, WIDTH * HEIGHT).map(i -> 1000 + i % 7).toArray(),
          random.ints(WIDTH * HEIGHT, 1, 300).toArray()
        };
    file = WindowScenes.write(folder.resolve("a.tif"), WIDTH, pixels);
  }

  private DiskCache cache(long maxBytes) {
    return new DiskCache(folder.resolve("cache"), maxBytes);
  }

  private WindowStore store() {
    return new WindowStore(cache(1 << 30), WindowScenes.OPENER);
  }

  private static WindowRequest request(Scene scene) {
    return new WindowRequest(scene, scene.bands(), 0, RECT);
  }

  private WindowRequest request() throws IOException {
    return request(WindowScenes.scene(OptionalDouble.empty(), file));
  }

  private float[] expected(int band, int row, int rows, double scale, double offset) {
    float[] values = new float[rows * RECT.width()];
    for (int i = 0; i < values.length; i++) {
      int r = RECT.row() + row + i / RECT.width();
      int c = RECT.column() + i % RECT.width();
      values[i] = (float) (pixels[band][r * WIDTH + c] * scale + offset);
    }
    return values;
  }

  private static float[] rows(StoredWindow window, int band, int row, int rows) throws IOException {
    float[] out = new float[rows * window.width()];
    window.readRows(band, row, rows, out);
    return out;
  }

  private List<Path> stored() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("cache/windows"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void rowsAreReturnedAsPhysicalValuesWithTheirGeoreference() throws IOException {
    SceneBand red = WindowScenes.band(file, 2, 0.0001, -0.1, OptionalDouble.empty());
    SceneBand blue = WindowScenes.band(file, 0, 2, 0, OptionalDouble.empty());
    Scene scene = WindowScenes.scene(List.of(red, blue), Optional.empty());
    try (StoredWindow window = store().fetch(request(scene))) {
      assertEquals("scene", window.sceneId());
      assertEquals("EPSG:32631", window.crs());
      assertEquals(new GeoTransform(500070, 10, 0, 4599890, 0, -10), window.transform());
      assertEquals(2, window.bandCount());
      for (int[] part : new int[][] {{0, 150}, {0, 1}, {63, 2}, {149, 1}, {20, 100}, {128, 22}}) {
        assertArrayEquals(
            expected(2, part[0], part[1], 0.0001, -0.1), rows(window, 0, part[0], part[1]));
        assertArrayEquals(expected(0, part[0], part[1], 2, 0), rows(window, 1, part[0], part[1]));
      }
      assertThrows(IndexOutOfBoundsException.class, () -> rows(window, 0, 149, 2));
    }
  }

  @Test
  void bandsInSeparateFilesGiveTheSamePixelsAsOneFile() throws IOException {
    Path[] files = new Path[3];
    for (int i = 0; i < 3; i++) {
      files[i] = WindowScenes.write(folder.resolve("b" + i + ".tif"), WIDTH, pixels[i]);
    }
    Scene split = WindowScenes.scene(OptionalDouble.empty(), files);
    try (StoredWindow window = store().fetch(request(split))) {
      for (int band = 0; band < 3; band++) {
        assertArrayEquals(expected(band, 0, 150, 1, 0), rows(window, band, 0, 150));
      }
    }
  }

  @Test
  void aBandOfAnotherSizeIsRejectedByName() throws IOException {
    Path odd =
        WindowScenes.write(folder.resolve("odd.tif"), 45, Arrays.copyOf(pixels[0], 45 * 200));
    Scene scene = WindowScenes.scene(OptionalDouble.empty(), file, odd);
    IOException e = assertThrows(IOException.class, () -> store().fetch(request(scene)));
    assertTrue(String.valueOf(e.getMessage()).startsWith("odd.tif "), e.getMessage());
    assertEquals(List.of(), stored());
  }

  @Test
  void theKeyDependsOnTheContentNotOnNameOrTime() throws IOException {
    String key = fetchKey(request());
    Path copy = folder.resolve("copy.tif");
    Files.copy(file, copy);
    assertEquals(key, fetchKey(request(WindowScenes.scene(OptionalDouble.empty(), copy))));
    assertEquals(1, stored().size());
    assertNotEquals(key, fetchKey(request(WindowScenes.scene(OptionalDouble.of(0), file))));
    pixels[0][5000] ^= 1;
    WindowScenes.write(copy, WIDTH, pixels);
    Files.setLastModifiedTime(copy, FileTime.from(Instant.parse("2021-01-01T00:00:00Z")));
    assertNotEquals(key, fetchKey(request(WindowScenes.scene(OptionalDouble.empty(), copy))));
  }

  /** The raster itself does not change, so that its own key is found in the cache. */
  @Test
  void theKeyDependsOnTheMaskBesideTheFile() throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2021-01-01T00:00:00Z")));
    String key = fetchKey(request());
    new TinyTiff(WIDTH, HEIGHT, SampleType.UINT8)
        .ascii(42112, "<GDALMetadata><Item name=\"INTERNAL_MASK_FLAGS_1\">2</Item></GDALMetadata>")
        .write(folder.resolve("a.tif.msk"), new float[WIDTH * HEIGHT]);
    assertNotEquals(key, fetchKey(request()));
  }

  private String fetchKey(WindowRequest request) throws IOException {
    try (StoredWindow window = store().fetch(request)) {
      return window.key();
    }
  }

  @Test
  void aStoredWindowIsNotBuiltAgainAndNeedsNoMoreSpace() throws IOException {
    WindowStore store = store();
    long needed = store.bytesNeeded(request());
    store.fetch(request()).close();
    long written = Files.size(stored().get(0));
    assertTrue(written <= needed, written + " of " + needed);
    assertTrue(needed < written * 2, written + " of " + needed);
    assertEquals(0, store.bytesNeeded(request()));
    String before = fileKey(stored().get(0));
    store().fetch(request()).close();
    assertEquals(before, fileKey(stored().get(0)));
  }

  /** Tells one file from another of the same name, where the file system has such a thing. */
  private static String fileKey(Path path) throws IOException {
    return String.valueOf(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
  }

  @Slow
  @Test
  void aDamagedWindowIsBuiltAgain() throws IOException {
    store().fetch(request()).close();
    Path stored = stored().get(0);
    byte[] sound = Files.readAllBytes(stored);
    Random random = new Random(11);
    for (int trial = 0; trial < 60; trial++) {
      byte[] broken = sound.clone();
      if (trial % 2 == 0) {
        broken = Arrays.copyOf(sound, random.nextInt(sound.length));
      } else {
        int range = trial % 4 == 1 ? 300 : sound.length;
        broken[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(stored, broken);
      try (StoredWindow window = store().fetch(request())) {
        assertArrayEquals(expected(0, 0, 150, 1, 0), rows(window, 0, 0, 150));
      }
      assertArrayEquals(sound, Files.readAllBytes(stored), "trial " + trial);
    }
  }

  @Test
  void leastRecentlyUsedWindowsAreEvictedFirstAndNoneOfThisRun() throws IOException {
    Scene scene = WindowScenes.scene(OptionalDouble.empty(), file);
    WindowRequest[] requests =
        IntStream.range(0, 4)
            .mapToObj(i -> new WindowRequest(scene, scene.bands(), 0, new PixelRect(i, 0, 60, 100)))
            .toArray(WindowRequest[]::new);
    try (DiskCache first = cache(1 << 30)) {
      for (int i = 0; i < 3; i++) {
        new WindowStore(first, WindowScenes.OPENER).fetch(requests[i]).close();
      }
    }
    String recent = nameOf(requests[0]);
    makeOld(recent);
    long size = Files.size(stored().get(0));
    String used = nameOf(requests[3]);
    // Eviction goes a tenth below the limit, and keys take a block each: two windows are left.
    try (DiskCache small = cache(4 * size)) {
      new WindowStore(small, WindowScenes.OPENER).fetch(requests[3]).close();
    }
    List<String> left = stored().stream().map(p -> p.getFileName().toString()).toList();
    assertEquals(2, left.size());
    assertTrue(left.contains(recent + ".tlw") && left.contains(used + ".tlw"), left.toString());
    makeOld("");
    try (DiskCache none = cache(0)) {
      WindowStore store = new WindowStore(none, WindowScenes.OPENER);
      store.fetch(requests[1]).close();
      store.fetch(requests[2]).close();
    }
    assertEquals(2, stored().size());
  }

  /** The name of a stored window, without its ending. */
  private String nameOf(WindowRequest request) throws IOException {
    return WindowStore.entry(keyOf(request)).replace(".tlw", "");
  }

  private String keyOf(WindowRequest request) throws IOException {
    return store().keyOf(request);
  }

  /** As if all windows were of an earlier run, and one of them used after the others. */
  private void makeOld(String recent) throws IOException {
    for (Path path : stored()) {
      boolean newer = String.valueOf(path.getFileName()).equals(recent + ".tlw");
      String time = newer ? "2022-01-02T00:00:00Z" : "2022-01-01T00:00:00Z";
      Files.setLastModifiedTime(path, FileTime.from(Instant.parse(time)));
    }
  }

  @Test
  void aFolderThatCannotBeCreatedIsAUserError() throws IOException {
    Path occupied = Files.writeString(folder.resolve("occupied"), "");
    UserError e =
        assertThrows(
            UserError.class,
            () ->
                new WindowStore(new DiskCache(occupied.resolve("cache"), 1), WindowScenes.OPENER));
    assertTrue(String.valueOf(e.getMessage()).startsWith("cache.dir cannot be written"));
  }

  @Test
  void severalThreadsReadOneWindow() throws IOException {
    try (StoredWindow window = store().fetch(request())) {
      boolean same =
          IntStream.range(0, 400)
              .parallel()
              .allMatch(
                  i -> {
                    try {
                      int row = i * 37 % 140;
                      return Arrays.equals(
                          expected(i % 3, row, 10, 1, 0), rows(window, i % 3, row, 10));
                    } catch (IOException e) {
                      return false;
                    }
                  });
      assertTrue(same);
    }
  }
}
