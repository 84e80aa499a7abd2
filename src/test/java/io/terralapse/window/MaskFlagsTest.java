package io.terralapse.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.terralapse.cache.DiskCache;
import io.terralapse.model.Flags;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Location;
import io.terralapse.model.MaskBand;
import io.terralapse.model.MaskCoding;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.testkit.HeaderBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MaskFlagsTest {
  private static final int SIDE = 40;

  @TempDir Path folder = Path.of("");

  /** A scene of 40 x 40 pixels of 10 m with its corner at (500000, 4600000), all valid. */
  private Scene scene(MaskBand... masks) throws IOException {
    int[] plane = new int[SIDE * SIDE];
    Arrays.fill(plane, 500);
    Scene bare =
        WindowScenes.scene(
            OptionalDouble.of(0), WindowScenes.write(folder.resolve("s.tif"), SIDE, plane));
    return bare.withMasks(List.of(masks));
  }

  private MaskBand mask(
      String name, MaskCoding coding, double x0, double y0, double pixel, int width, int... values)
      throws IOException {
    Path file = WindowScenes.write(folder.resolve(name), width, values);
    RasterInfo placed =
        HeaderBuilder.from(WindowScenes.OPENER.info(new Location.Local(file)))
            .transform(Optional.of(GeoTransform.northUp(x0, y0, pixel)))
            .build();
    return new MaskBand(new Location.Local(file), 0, coding, placed);
  }

  private byte[] flags(Scene scene, PixelRect rect) throws IOException {
    WindowStore store =
        new WindowStore(new DiskCache(folder.resolve("cache"), 1 << 30), WindowScenes.OPENER);
    try (StoredWindow window = store.fetch(new WindowRequest(scene, scene.bands(), 0, rect))) {
      byte[] out = new byte[rect.width() * rect.height()];
      window.readFlags(0, rect.height(), out);
      return out;
    }
  }

  @Test
  void everyPixelHasTheMaskClassAtItsCentre() throws IOException {
    // 15 m pixels whose corner lies 7 m left of and 4 m above the scene's: ragged on purpose.
    Random random = new Random(5);
    int side = 29;
    int[] classes = random.ints((long) side * side, 0, 12).toArray();
    MaskBand mask = mask("scl.tif", MaskCoding.SCL, 499993, 4600004, 15, side, classes);
    PixelRect rect = new PixelRect(3, 5, 30, 25);
    byte[] naive = new byte[30 * 25];
    for (int r = 0; r < 25; r++) {
      for (int c = 0; c < 30; c++) {
        double x = 500000 + (3 + c + 0.5) * 10;
        double y = 4600000 - (5 + r + 0.5) * 10;
        int column = (int) Math.floor((x - 499993) / 15);
        int row = (int) Math.floor((4600004 - y) / 15);
        byte flag = MaskCoding.SCL.flags(classes[row * side + column]);
        naive[r * 30 + c] = Flags.isValid(flag) ? flag : Flags.NODATA;
      }
    }
    assertArrayEquals(naive, flags(scene(mask), rect));
  }

  @Test
  void flagsOfSeveralMasksAreCombinedWhereTheyCoverTheWindow() throws IOException {
    MaskBand cloud = mask("cloud.tif", MaskCoding.CLOUD, 500000, 4600000, 200, 1, 1);
    MaskBand shadow = mask("shadow.tif", MaskCoding.SHADOW, 500100, 4600000, 100, 2, 1, 0, 1, 0);
    byte[] flags = flags(scene(cloud, shadow), new PixelRect(0, 0, SIDE, SIDE));
    assertEquals(Flags.CLOUD, flags[0]);
    assertEquals(Flags.CLOUD | Flags.SHADOW, flags[15]);
    assertEquals(0, flags[25]);
    assertEquals(0, flags[SIDE * SIDE - 1]);
  }

  @Test
  void anotherMaskGivesAnotherKey() throws IOException {
    WindowStore store =
        new WindowStore(new DiskCache(folder.resolve("cache"), 1 << 30), WindowScenes.OPENER);
    PixelRect rect = new PixelRect(0, 0, SIDE, SIDE);
    Scene bare = scene();
    Scene masked = scene(mask("m.tif", MaskCoding.CLOUD, 500000, 4600000, 200, 1, 1));
    String key = store.keyOf(new WindowRequest(masked, masked.bands(), 0, rect));
    assertNotEquals(store.keyOf(new WindowRequest(bare, bare.bands(), 0, rect)), key);
    Scene cleared = scene(mask("m.tif", MaskCoding.CLOUD, 500000, 4600000, 200, 1, 0));
    Files.setLastModifiedTime(
        folder.resolve("m.tif"), java.nio.file.attribute.FileTime.fromMillis(1));
    assertNotEquals(key, store.keyOf(new WindowRequest(cleared, cleared.bands(), 0, rect)));
  }

  @Test
  void aMaskThatCannotBeReadIsAnError() throws IOException {
    Scene scene = scene(mask("m.tif", MaskCoding.CLOUD, 500000, 4600000, 200, 1, 1));
    Files.delete(folder.resolve("m.tif"));
    assertThrows(IOException.class, () -> flags(scene, new PixelRect(0, 0, SIDE, SIDE)));
  }
}
