package io.terralapse.warp;

import io.terralapse.model.Flags;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * Rasters of {@code src/test/resources/warp}: gzip of one line of ASCII (CRS, width, height, bands,
 * GDAL's geotransform), then little-endian unsigned 16-bit samples, band by band. All bands 0 is no
 * data.
 */
final class Fixture {
  private Fixture() {}

  static ArrayWindow read(String name) throws IOException {
    try (InputStream file = Fixture.class.getResourceAsStream("/warp/" + name);
        DataInputStream in =
            new DataInputStream(
                new GZIPInputStream(Objects.requireNonNull(file, "no fixture " + name)))) {
      String[] head = line(in).split(" ", -1);
      int width = Integer.parseInt(head[1]);
      int height = Integer.parseInt(head[2]);
      double[] t = new double[6];
      for (int i = 0; i < 6; i++) {
        t[i] = Double.parseDouble(head[4 + i]);
      }
      float[][] bands = new float[Integer.parseInt(head[3])][];
      byte[] flags = new byte[width * height];
      Arrays.fill(flags, Flags.NODATA);
      for (int b = 0; b < bands.length; b++) {
        bands[b] = band(in, width * height, flags);
      }
      return new ArrayWindow(
          head[0],
          new GeoTransform(t[0], t[1], t[2], t[3], t[4], t[5]),
          width,
          height,
          bands,
          flags);
    }
  }

  private static float[] band(DataInputStream in, int n, byte[] flags) throws IOException {
    byte[] bytes = in.readNBytes(2 * n);
    var shorts = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    float[] band = new float[n];
    for (int i = 0; i < n; i++) {
      band[i] = Short.toUnsignedInt(shorts.get(i));
      if (band[i] != 0) {
        flags[i] = 0;
      }
    }
    return band;
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  /** The grid of a fixture, made even by dropping a last row or column. */
  static Grid grid(ArrayWindow window) {
    GeoTransform t = window.transform();
    return new Grid(
        window.crs(),
        t.x0(),
        t.y0(),
        t.xPerColumn(),
        t.xPerColumn(),
        window.width() & ~1,
        window.height() & ~1);
  }
}
