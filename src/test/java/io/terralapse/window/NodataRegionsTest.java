package io.terralapse.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.terralapse.model.Flags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodataRegionsTest {

  @TempDir Path folder = Path.of("");

  @Test
  void spanFillAgreesWithPixelByPixelFill() throws IOException {
    Random random = new Random(5);
    for (int trial = 0; trial < 300; trial++) {
      int width = 1 + random.nextInt(40);
      // Every tenth plane has more pages than are kept in memory.
      int height = 1 + random.nextInt(trial % 10 == 0 ? 1600 : 40);
      double density = random.nextDouble();
      byte[] plane = new byte[width * height];
      for (int i = 0; i < plane.length; i++) {
        plane[i] = random.nextDouble() < density ? NodataRegions.CANDIDATE : Flags.SATURATED;
      }
      boolean inner = random.nextBoolean();
      int edges = random.nextInt(16);
      byte[] expected = naive(plane, width, height, inner, edges);
      byte[] found = new byte[plane.length];
      try (FlagRows flags = new FlagRows(width, height, folder.resolve("flags.tmp"), 0)) {
        for (int row = 0; row < height; row++) {
          System.arraycopy(plane, row * width, flags.change(row), flags.startOf(row), width);
        }
        NodataRegions regions = new NodataRegions(flags);
        if (inner) {
          regions.acceptAllButSmall();
        } else {
          regions.acceptFillAtEdges(edges);
        }
        for (int row = 0; row < height; row++) {
          System.arraycopy(flags.read(row), flags.startOf(row), found, row * width, width);
        }
      }
      assertArrayEquals(expected, found, "trial " + trial);
      assertArrayEquals(new String[0], folder.toFile().list(), "a temporary file is left");
    }
  }

  private static byte[] naive(byte[] plane, int width, int height, boolean inner, int edges) {
    byte[] out = plane.clone();
    boolean[] seen = new boolean[plane.length];
    for (int start = 0; start < plane.length; start++) {
      if (plane[start] != NodataRegions.CANDIDATE || seen[start]) {
        continue;
      }
      ArrayDeque<Integer> open = new ArrayDeque<>();
      ArrayDeque<Integer> region = new ArrayDeque<>();
      open.add(start);
      seen[start] = true;
      int sides = 0;
      while (!open.isEmpty()) {
        int p = open.remove();
        region.add(p);
        int x = p % width;
        int y = p / width;
        sides |= y == 0 ? NodataRegions.TOP : 0;
        sides |= y == height - 1 ? NodataRegions.BOTTOM : 0;
        sides |= x == 0 ? NodataRegions.LEFT : 0;
        sides |= x == width - 1 ? NodataRegions.RIGHT : 0;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            int nx = x + dx;
            int ny = y + dy;
            if (nx >= 0 && ny >= 0 && nx < width && ny < height) {
              int q = ny * width + nx;
              if (plane[q] == NodataRegions.CANDIDATE && !seen[q]) {
                seen[q] = true;
                open.add(q);
              }
            }
          }
        }
      }
      boolean large = region.size() >= NodataRegions.MIN_REGION;
      boolean accepted = inner ? large || sides != 0 : large && (sides & edges) != 0;
      for (int p : region) {
        out[p] = accepted ? Flags.NODATA : 0;
      }
    }
    return out;
  }
}
