package io.terralapse.raster.jp2;

import io.terralapse.access.ByteSource;
import io.terralapse.access.FileAccess;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterLevel;
import java.io.EOFException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** The test files and the formula that they follow (see make_jp2.py). */
final class Jp2Fixtures {
  private Jp2Fixtures() {}

  static Path file(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(Jp2Fixtures.class.getResource("/raster/jp2/" + name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(file(name));
  }

  static ByteSource source(String name) throws IOException {
    return FileAccess.open(file(name));
  }

  static int value(int band, int row, int column, int top) {
    int v = 7 * column + 13 * row + 101 * band + column * row / 7;
    return (v + (column * column + 3 * row) % 29) % top;
  }

  /**
   * Java's decoder, and OpenJPEG where the machine has it; where {@code TERRALAPSE_TEST_OPENJPEG}
   * is set, as by the CI script, it has to.
   */
  static List<WindowDecoder> decoders() {
    List<WindowDecoder> found = new ArrayList<>(List.of(new Jj2000Decoder()));
    try {
      found.add(OpenJpegDecoder.load());
    } catch (LinkageError e) {
      // The tests then check one decoder; the other is optional for users, too.
      if (System.getenv("TERRALAPSE_TEST_OPENJPEG") != null) {
        throw e;
      }
    }
    return found;
  }

  /** All bands of a rectangle, as numbers: [band][pixel]. */
  static int[][] read(Jp2Raster raster, int level, PixelRect rect) throws IOException {
    int bands = raster.info().bands().size();
    int size = raster.info().sampleType().bytes();
    byte[][] out = new byte[bands][rect.width() * rect.height() * size];
    raster.readNative(level, rect, IntStream.range(0, bands).toArray(), out);
    int[][] numbers = new int[bands][];
    for (int band = 0; band < bands; band++) {
      byte[] bytes = out[band];
      numbers[band] =
          IntStream.range(0, rect.width() * rect.height())
              .map(
                  i ->
                      switch (raster.info().sampleType()) {
                        case UINT8 -> bytes[i] & 255;
                        case INT8 -> bytes[i];
                        case UINT16 -> (bytes[2 * i] & 255) | (bytes[2 * i + 1] & 255) << 8;
                        default -> (short) ((bytes[2 * i] & 255) | bytes[2 * i + 1] << 8);
                      })
              .toArray();
    }
    return numbers;
  }

  static PixelRect whole(Jp2Raster raster, int level) {
    RasterLevel size = raster.info().levels().get(level);
    return new PixelRect(0, 0, size.width(), size.height());
  }

  /** Bytes in memory. */
  static ByteSource memory(byte[] bytes) {
    return new ByteSource() {
      @Override
      public String name() {
        return "test.jp2";
      }

      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public void read(long position, byte[] into, int at, int length) throws IOException {
        if (position < 0 || position > bytes.length - length) {
          throw new EOFException("test.jp2 ends before byte " + position);
        }
        System.arraycopy(bytes, (int) position, into, at, length);
      }

      @Override
      public void close() {}
    };
  }
}
