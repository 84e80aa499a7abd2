package io.terralapse.raster.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.terralapse.access.FileAccess;
import io.terralapse.model.ContentKey;
import io.terralapse.model.PixelRect;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content keys of TIFF files that are too large to be hashed as a whole. */
class TiffContentKeyTest {
  private static final int SIDE = 600;
  private static final int STRIP_ROWS = 60;
  private static final int STRIPS = SIDE / STRIP_ROWS;

  /** Rows 130 to 229: strips 2 and 3. */
  private static final PixelRect RECT = new PixelRect(50, 130, 40, 100);

  @TempDir Path folder = Path.of("");

  /** An image of 8-bit noise whose strips begin at {@code dataAt}. */
  private ContentKey key(int dataAt, int changedPixel, PixelRect rect) throws IOException {
    byte[] pixels = new byte[SIDE * SIDE];
    new Random(9).nextBytes(pixels);
    if (changedPixel >= 0) {
      pixels[changedPixel] ^= 1;
    }
    ByteBuffer b = ByteBuffer.allocate(dataAt + pixels.length).order(ByteOrder.LITTLE_ENDIAN);
    b.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 8);
    int[][] entries = {
      {256, 1, SIDE},
      {257, 1, SIDE},
      {258, 1, 8},
      {259, 1, 1},
      {273, STRIPS, 200},
      {277, 1, 1},
      {278, 1, STRIP_ROWS},
      {279, STRIPS, 300}
    };
    for (int[] entry : entries) {
      b.putShort((short) entry[0]).putShort((short) 4).putInt(entry[1]).putInt(entry[2]);
    }
    for (int i = 0; i < STRIPS; i++) {
      b.putInt(200 + 4 * i, dataAt + i * STRIP_ROWS * SIDE);
      b.putInt(300 + 4 * i, STRIP_ROWS * SIDE);
    }
    b.position(dataAt);
    b.put(pixels);
    Path path = folder.resolve("x.tif");
    Files.write(path, b.array());
    try (TiffRaster file = TiffRaster.open(FileAccess.open(path))) {
      return file.keyOf(0, rect);
    }
  }

  @Test
  void onlyTheBlocksUnderTheRectangleEnterTheKey() throws IOException {
    ContentKey plain = key(400, -1, RECT);
    assertEquals(plain, key(400, 0, RECT), "first strip");
    assertEquals(plain, key(400, SIDE * SIDE - 1, RECT), "last strip");
    assertNotEquals(plain, key(400, 2 * STRIP_ROWS * SIDE, RECT), "first byte of strip 2");
    assertNotEquals(plain, key(400, 4 * STRIP_ROWS * SIDE - 1, RECT), "last byte of strip 3");
  }

  @Test
  void blockOffsetsDoNotEnterTheKey() throws IOException {
    assertEquals(key(400, -1, RECT), key(4096, -1, RECT));
  }

  @Test
  void otherBlocksGiveAnotherKey() throws IOException {
    assertNotEquals(key(400, -1, RECT), key(400, -1, new PixelRect(50, 0, 40, 10)));
  }
}
