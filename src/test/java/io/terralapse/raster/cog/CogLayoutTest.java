package io.terralapse.raster.cog;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileAccess;
import io.terralapse.raster.RasterInput;
import io.terralapse.raster.tiff.Ifd;
import io.terralapse.raster.tiff.Predictor;
import io.terralapse.raster.tiff.Tag;
import io.terralapse.raster.tiff.TiffDirectories;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of the bytes, on which readers of Cloud Optimized GeoTIFFs rely. */
class CogLayoutTest {
  private static final int GHOST_HEAD = 43;

  @TempDir Path folder = Path.of("");

  private Path write(int width, int height) throws IOException {
    Path file = folder.resolve("layout.tif");
    CogWriter.write(
        file,
        CogWriterTest.frame(width, height, 2),
        CogGeoreference.none(),
        CogWriterTest.names(2));
    return file;
  }

  @Test
  void theGhostAreaDeclaresItsLengthAndEndsAtTheFirstDirectory() throws IOException {
    byte[] all = Files.readAllBytes(write(3, 3));
    String text = new String(all, 8, 300, US_ASCII);
    assertTrue(text.startsWith("GDAL_STRUCTURAL_METADATA_SIZE="), text);
    assertEquals(" bytes\n", text.substring(36, GHOST_HEAD));
    int length = Integer.parseInt(text.substring(30, 36));
    String layout = text.substring(GHOST_HEAD, GHOST_HEAD + length);
    assertTrue(layout.startsWith("LAYOUT=IFDS_BEFORE_DATA\n"), layout);
    assertTrue(layout.endsWith("KNOWN_INCOMPATIBLE_EDITION=NO\n "), layout);
    int first = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
    int end = 8 + GHOST_HEAD + length;
    assertEquals(end + end % 2, first);
  }

  @Slow
  @Test
  void directoriesComeFirstThenTilesFromTheCoarsestToTheFinest() throws IOException {
    Path file = write(1100, 1500);
    byte[] all = Files.readAllBytes(file);
    ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    try (RasterInput input = RasterInput.open(FileAccess.open(file), 1 << 15)) {
      List<Ifd> directories = TiffDirectories.read(input);
      assertArrayEquals(
          new long[] {1100, 550, 275}, directories.stream().mapToLong(d -> width(d)).toArray());
      long at = 0;
      for (int i = directories.size() - 1; i >= 0; i--) {
        Ifd ifd = directories.get(i);
        assertEquals(i == 0 ? 0 : 1, ifd.integer(Tag.NEW_SUBFILE_TYPE, 0));
        long[] offsets = ifd.integers(Tag.TILE_OFFSETS, 1000);
        long[] lengths = ifd.integers(Tag.TILE_BYTE_COUNTS, 1000);
        assertEquals(new int[] {9, 4, 1}[i], offsets.length);
        for (int tile = 0; tile < offsets.length; tile++) {
          int start = (int) offsets[tile];
          int end = start + (int) lengths[tile];
          // No gap: leader, tile, trailer, the next leader.
          assertTrue(at == 0 || start == at + 4, "tile " + tile + " of " + i);
          assertEquals(lengths[tile], bytes.getInt(start - 4));
          assertArrayEquals(
              Arrays.copyOfRange(all, end - 4, end), Arrays.copyOfRange(all, end, end + 4));
          at = end + 4L;
        }
      }
      assertEquals(all.length, at);
      long firstTile = directories.get(2).integer(Tag.TILE_OFFSETS, 0);
      assertEquals(firstTile - 4, headEnd(bytes));
    }
  }

  private static long width(Ifd ifd) {
    try {
      return ifd.integer(Tag.IMAGE_WIDTH, 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The end of the last byte that belongs to a directory, all of which lie in a chain. */
  private static long headEnd(ByteBuffer bytes) {
    int[] typeBytes = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8};
    long end = 0;
    long last = 0;
    int at = bytes.getInt(4);
    while (at != 0) {
      assertTrue(at > last, "directories run forwards");
      assertEquals(0, at % 2);
      last = at;
      int count = bytes.getShort(at);
      int tag = 0;
      for (int i = 0; i < count; i++) {
        int entry = at + 2 + 12 * i;
        assertTrue(Short.toUnsignedInt(bytes.getShort(entry)) > tag, "tags are sorted");
        tag = Short.toUnsignedInt(bytes.getShort(entry));
        int length = typeBytes[bytes.getShort(entry + 2)] * bytes.getInt(entry + 4);
        if (length > 4) {
          assertEquals(0, bytes.getInt(entry + 8) % 2);
          end = Math.max(end, bytes.getInt(entry + 8) + length + length % 2);
        }
      }
      end = Math.max(end, at + 2 + 12 * count + 4);
      at = bytes.getInt(at + 2 + 12 * count);
    }
    return end;
  }

  @Test
  void floatingPointDifferencesAreUndoneByTheReader() {
    Random random = new Random(3);
    for (int stride = 1; stride <= 5; stride++) {
      int rowBytes = 7 * stride * Float.BYTES;
      byte[] row = new byte[3 + rowBytes + 2];
      random.nextBytes(row);
      byte[] work = row.clone();
      Predictor.differenceFloat(work, 3, rowBytes, stride, Float.BYTES, new byte[rowBytes]);
      assertTrue(!Arrays.equals(row, work));
      Predictor.undoFloat(work, 3, rowBytes, stride, Float.BYTES, new byte[rowBytes]);
      assertArrayEquals(row, work);
    }
  }
}
