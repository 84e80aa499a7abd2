package io.terralapse.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterLevel;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tiles of 512 pixels in a level of 10980, unless a test says otherwise. */
class WindowContextTest {
  private static final RasterLevel TILED = new RasterLevel(10980, 10980, 512, 512);

  private static PixelRect around(RasterLevel level, int left, int top, int width, int height) {
    return new WindowContext(level, 10, 64).around(left, top, left + width, top + height);
  }

  @Test
  void contextWithoutFurtherTilesIsRead() {
    assertEquals(new PixelRect(4466, 4886, 2048, 1208), around(TILED, 4530, 4950, 1920, 1080));
  }

  @Test
  void aLargeAreaStaysInsideTheTilesItNeeds() {
    // Rows 1044 to 2124 with their margin are in tiles 2 to 4, and end 426 rows before the fifth.
    PixelRect rect = around(TILED, 4530, 1044, 1920, 1080);
    assertEquals(1024, rect.row());
    assertEquals(1044 + 1080 + 64, rect.endRow());
  }

  @Test
  void aSmallAreaGetsItsContext() {
    PixelRect rect = around(TILED, 5632, 5632, 300, 200);
    assertEquals(1024, rect.width());
    assertEquals(1024, rect.height());
  }

  @Test
  void stripedFilesGetContextRows() {
    RasterLevel strips = new RasterLevel(7800, 7900, 7800, 1);
    assertEquals(new PixelRect(936, 936, 2048, 1208), around(strips, 1000, 1000, 1920, 1080));
  }

  @Test
  void requiredPixelsAreAlwaysReadAndExtraTilesAreBounded() {
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      int left = random.nextInt(10980 - 1920);
      int top = random.nextInt(10980 - 1080);
      PixelRect rect = around(TILED, left, top, 1920, 1080);
      assertTrue(rect.column() <= Math.max(0, left - 10) && rect.row() <= Math.max(0, top - 10));
      assertTrue(rect.endColumn() >= Math.min(10980, left + 1930));
      assertTrue(rect.endRow() >= Math.min(10980, top + 1090));
      double needed = tiles(left - 10, left + 1930) * tiles(top - 10, top + 1090);
      double read = tiles(rect.column(), rect.endColumn()) * tiles(rect.row(), rect.endRow());
      assertTrue(read <= 1.15 * needed, left + "," + top + ": " + rect);
    }
  }

  private static double tiles(int first, int end) {
    return (Math.min(10980, end) + 511) / 512 - Math.max(0, first) / 512;
  }
}
