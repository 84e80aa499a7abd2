package io.terralapse.testkit;

import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The test rasters and the formula that they follow (see make_fixtures.py). */
public final class RasterFixtures {
  private RasterFixtures() {}

  public static Path folder() {
    try {
      Path known =
          Path.of(
              Objects.requireNonNull(RasterFixtures.class.getResource("/raster/SOURCE.md"))
                  .toURI());
      return Objects.requireNonNull(known.getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Path file(String name) {
    return folder().resolve(name + ".tif");
  }

  public static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(f -> f.toString().endsWith(".tif")).sorted().toList();
    }
  }

  public static float value(SampleType type, int band, int row, int column) {
    int v = 7 * column + 13 * row + 101 * band;
    return switch (type) {
      case UINT8 -> v % 256;
      case INT8 -> (byte) (v % 256);
      case UINT16, UINT32 -> v;
      case INT16, INT32 -> v - 500;
      case FLOAT32, FLOAT64 -> v * 0.25f - 100;
    };
  }

  public static PixelRect whole(RasterInfo info) {
    return new PixelRect(0, 0, info.width(), info.height());
  }

  public static int[] allBands(RasterInfo info) {
    return IntStream.range(0, info.bands().size()).toArray();
  }
}
