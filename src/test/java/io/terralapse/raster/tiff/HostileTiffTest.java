package io.terralapse.raster.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.terralapse.access.FileAccess;
import io.terralapse.model.DataException;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.testkit.RasterFixtures;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are, only an IOException may be thrown, and memory must suffice. */
class HostileTiffTest {
  /** More with {@code -Dfuzz.trials=10000}. */
  private static final int TRIALS = Integer.getInteger("fuzz.trials", 50);

  @TempDir Path folder = Path.of("");

  /** Reads everything that a job would read; only a DataException is allowed. */
  private static void readAll(Path path) {
    try (TiffRaster file = TiffRaster.open(FileAccess.open(path))) {
      RasterInfo info = file.info();
      for (int level = 0; level < Math.min(3, info.levels().size()); level++) {
        int width = Math.min(64, info.levels().get(level).width());
        int height = Math.min(64, info.levels().get(level).height());
        PixelRect rect = new PixelRect(0, 0, width, height);
        file.keyOf(level, rect);
        file.read(level, rect, new int[] {info.bands().size() - 1}, new float[1][width * height]);
        if (info.internalMask()) {
          file.readMask(level, rect, new byte[width * height]);
        }
      }
    } catch (DataException e) {
      String message = String.valueOf(e.getMessage());
      assertTrue(message.startsWith("x.tif "), () -> "message must name the file: " + message);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      fail("a malformed file must lead to a DataException", e);
    }
  }

  @Slow
  @ParameterizedTest
  @ValueSource(strings = {"mask", "jpeg-ycbcr", "uint16-lzw-predictor2", "bigtiff", "words"})
  void truncatedFilesAreRejectedAtAnyLength(String name) throws IOException {
    byte[] whole = Files.readAllBytes(RasterFixtures.file(name));
    Path path = folder.resolve("x.tif");
    for (int length = 0; length < whole.length; length += 1 + whole.length / 60) {
      Files.write(path, Arrays.copyOf(whole, length));
      readAll(path);
    }
  }

  @Slow
  @ParameterizedTest
  @ValueSource(
      strings = {
        "mask",
        "jpeg-ycbcr",
        "jpeg-grey",
        "uint16-lzw-predictor2",
        "uint16-zstd-strips-band",
        "uint16-packbits-tiled-pixel",
        "float32-little-predictor",
        "bigtiff",
        "words",
        "crs-lcc"
      })
  void corruptedBytesLeadToDataExceptionsOnly(String name) throws IOException {
    byte[] whole = Files.readAllBytes(RasterFixtures.file(name));
    Path path = folder.resolve("x.tif");
    Random random = new Random(name.hashCode());
    for (int trial = 0; trial < TRIALS; trial++) {
      byte[] broken = whole.clone();
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes; i++) {
        // Half of the changes hit the header, where they hurt most.
        int range = random.nextBoolean() ? Math.min(600, broken.length) : broken.length;
        broken[random.nextInt(range)] = (byte) random.nextInt();
      }
      Files.write(path, broken);
      readAll(path);
    }
  }

  @Test
  void hugeSizesAreRejectedBeforeMemoryIsAllocated() throws IOException {
    Path path = folder.resolve("x.tif");
    int[] sides = {0, -1, Integer.MAX_VALUE, 1 << 26, 1 << 20};
    for (int width : sides) {
      for (int height : sides) {
        for (int samples : new int[] {1, 65535}) {
          Files.write(path, tiff(width, height, samples));
          readAll(path);
        }
      }
    }
  }

  /** A header of one strip, deflated, whose data is not there. */
  private static byte[] tiff(int width, int height, int samples) {
    ByteBuffer b = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    b.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 7);
    int[][] entries = {
      {256, width}, {257, height}, {258, 8}, {259, 8}, {273, 150}, {277, samples}, {279, 40}
    };
    for (int[] entry : entries) {
      b.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
    }
    return b.array();
  }

  @Test
  void aLoopOfDirectoriesIsRejected() throws IOException {
    byte[] bytes = tiff(4, 4, 1);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(8 + 2 + 7 * 12, 8);
    Path path = folder.resolve("x.tif");
    Files.write(path, bytes);
    IOException e = assertThrows(IOException.class, () -> TiffRaster.open(FileAccess.open(path)));
    assertTrue(String.valueOf(e.getMessage()).contains("loop"), e.getMessage());
  }

  @Test
  void otherFilesAreNotTiff() throws IOException {
    Path path = folder.resolve("x.tif");
    Files.writeString(path, "<html>404 not found</html>");
    IOException e = assertThrows(IOException.class, () -> TiffRaster.open(FileAccess.open(path)));
    assertEquals(
        "x.tif is not a TIFF file; remove it from the scenes, or convert it to GeoTIFF",
        e.getMessage());
  }
}
