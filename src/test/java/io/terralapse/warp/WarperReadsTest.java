package io.terralapse.warp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Displacement;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.SceneWindows;
import io.terralapse.model.SourceWindow;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Source rows are read once, only where needed, and a bounded number at a time. */
class WarperReadsTest {
  private static final GeoTransform PLACE = GeoTransform.northUp(500_000, 5_000_000, 10);

  /** Counts how often each row of the only band is read. */
  private static final class CountingWindow implements SourceWindow {
    private final int[] reads;
    private int largest;

    CountingWindow(int height) {
      this.reads = new int[height];
    }

    @Override
    public String sceneId() {
      return "counting";
    }

    @Override
    public String crs() {
      return "EPSG:32633";
    }

    @Override
    public GeoTransform transform() {
      return PLACE;
    }

    @Override
    public int width() {
      return 400;
    }

    @Override
    public int height() {
      return reads.length;
    }

    @Override
    public int bandCount() {
      return 1;
    }

    @Override
    public void readRows(int band, int row, int rows, float[] out) {
      largest = Math.max(largest, rows);
      for (int r = row; r < row + rows; r++) {
        reads[r]++;
      }
    }

    @Override
    public void readFlags(int row, int rows, byte[] out) {
      // All valid: the buffer may hold flags of other rows.
      Arrays.fill(out, 0, rows * width(), (byte) 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EPSG:32633", "EPSG:3857"})
  void onlyNeededRowsAreReadAndOnlyOnce(String crs) throws IOException {
    boolean utm = crs.equals("EPSG:32633");
    CountingWindow window = new CountingWindow(900);
    Grid grid =
        utm
            ? new Grid(crs, 500_500, 4_997_000, 10, 10, 200, 300)
            : new Grid(crs, 1_670_600, 5_641_300, 14.2, 10, 200, 300);
    new Warper(grid, Kernel.CUBIC, 0.05)
        .warp(List.of(SceneWindows.of(window)), Displacement.translation(0.3, 0.2));
    int rows = 0;
    for (int reads : window.reads) {
      assertTrue(reads <= 1, "a row was read " + reads + " times");
      rows += reads;
    }
    assertTrue(rows >= 300 && rows < 330, rows + " rows read");
    assertTrue(window.largest <= 80, "read " + window.largest + " rows at once");
  }

  @Test
  void nothingIsReadWhenTheFrameIsComplete() throws IOException {
    CountingWindow first = new CountingWindow(900);
    CountingWindow second = new CountingWindow(900);
    Grid grid = new Grid("EPSG:32633", 500_500, 4_997_000, 10, 10, 200, 300);
    new Warper(grid, Kernel.CUBIC, 0.05)
        .warp(List.of(SceneWindows.of(first), SceneWindows.of(second)), Displacement.NONE);
    assertEquals(0, second.largest);
  }
}
