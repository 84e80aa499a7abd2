package io.terralapse.raster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileAccess;
import io.terralapse.model.DataException;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import io.terralapse.raster.image.ImageRaster;
import io.terralapse.raster.jp2.Jp2Raster;
import io.terralapse.raster.tiff.TiffRaster;
import io.terralapse.testkit.RasterFixtures;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every encoding has the values that GDAL 3.6.2 reads: see encodings/SOURCE.md. */
class EncodingsTest {

  private static Path folder() {
    try {
      return Objects.requireNonNull(
          Path.of(
                  Objects.requireNonNull(EncodingsTest.class.getResource("encodings/expected.csv"))
                      .toURI())
              .getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<String> rows() throws IOException {
    return Files.readAllLines(folder().resolve("expected.csv")).stream()
        .filter(line -> !line.startsWith("#"));
  }

  static Stream<String> compressed() throws IOException {
    return rows()
        .map(line -> line.substring(0, line.indexOf(',')))
        .filter(name -> name.matches("(lerc|webp|lzma|zstd|ccitt|lzw).*"));
  }

  private static Raster open(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".tif")) {
      return TiffRaster.open(FileAccess.open(file));
    }
    return name.endsWith(".jp2")
        ? Jp2Raster.open(FileAccess.open(file))
        : ImageRaster.open(FileAccess.open(file));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyBandHasTheValuesThatGdalReads(String row) throws IOException {
    String[] cells = row.split(",", -1);
    try (Raster raster = open(folder().resolve(cells[0]))) {
      PixelRect all = RasterFixtures.whole(raster.info());
      byte[][] bands = read(raster, all);
      assertEquals(cells[1], raster.info().sampleType().name().toLowerCase(Locale.ROOT));
      assertEquals(cells.length - 2, bands.length);
      for (int b = 0; b < bands.length; b++) {
        assertEquals(
            Long.parseLong(cells[b + 2]), crc(raster.info().sampleType(), bands[b]), "band " + b);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void partsAreEqualToTheSamePartsOfTheImage(String row) throws IOException {
    try (Raster raster = open(folder().resolve(row.substring(0, row.indexOf(','))))) {
      PixelRect all = RasterFixtures.whole(raster.info());
      byte[][] complete = read(raster, all);
      int bytes = raster.info().sampleType().bytes();
      Random random = new Random(5);
      for (int i = 0; i < 5; i++) {
        int width = 1 + random.nextInt(all.width());
        int height = 1 + random.nextInt(all.height());
        int column = random.nextInt(all.width() - width + 1);
        int top = random.nextInt(all.height() - height + 1);
        byte[][] part = read(raster, new PixelRect(column, top, width, height));
        for (int b = 0; b < part.length; b++) {
          for (int y = 0; y < height; y++) {
            int from = ((top + y) * all.width() + column) * bytes;
            assertEquals(
                ByteBuffer.wrap(complete[b], from, width * bytes),
                ByteBuffer.wrap(part[b], y * width * bytes, width * bytes));
          }
        }
      }
    }
  }

  /** Whatever is done to the data, the answer is values or one sentence. */
  @ParameterizedTest
  @MethodSource("compressed")
  void damagedDataAreReadOrRefusedButNeverCrash(String name) throws IOException {
    byte[] intact = Files.readAllBytes(folder().resolve(name));
    Random random = new Random(11);
    for (int i = 0; i < 40; i++) {
      byte[] damaged = intact.clone();
      for (int k = 0; k < 3; k++) {
        // The data of these files are between the header and the directory, or after both.
        damaged[8 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt(256);
      }
      try (Raster raster = TiffRaster.open(new InMemorySource(name, damaged))) {
        if ((long) raster.info().width() * raster.info().height() < 1 << 20) {
          read(raster, RasterFixtures.whole(raster.info()));
        }
      } catch (DataException e) {
        String message = String.valueOf(e.getMessage());
        assertTrue(message.startsWith(name), message);
      }
    }
  }

  @Test
  void complexAndLongSamplesNameTheTypeThatIsStored() throws IOException {
    assertEquals("complex_int16", storedType("complex-int16-big.tif"));
    assertEquals("complex_float32", storedType("complex-float32.tif"));
    assertEquals("int64", storedType("int64.tif"));
    assertEquals("uint64", storedType("uint64-big.tif"));
  }

  private static String storedType(String name) throws IOException {
    try (Raster raster = open(folder().resolve(name))) {
      return raster.info().tags().getOrDefault(RasterInfo.STORED_TYPE, "");
    }
  }

  @Test
  void truncatedLercIsRefused() throws IOException {
    byte[] file = Files.readAllBytes(folder().resolve("lerc-uint16-lossy.tif"));
    int at = indexOf(file, "Lerc2 ");
    file[at + 40]++;
    try (Raster raster = TiffRaster.open(new InMemorySource("x.tif", file))) {
      DataException e =
          assertThrows(
              DataException.class, () -> read(raster, RasterFixtures.whole(raster.info())));
      String message = String.valueOf(e.getMessage());
      assertTrue(message.contains("its LERC"), message);
    }
  }

  private static int indexOf(byte[] file, String text) {
    byte[] key = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < file.length - key.length; i++) {
      if (Arrays.equals(file, i, i + key.length, key, 0, key.length)) {
        return i;
      }
    }
    throw new IllegalStateException(text + " is not in the file");
  }

  private static byte[][] read(Raster raster, PixelRect rect) throws IOException {
    int[] bands = RasterFixtures.allBands(raster.info());
    int size = rect.width() * rect.height() * raster.info().sampleType().bytes();
    byte[][] out = new byte[bands.length][size];
    raster.readNative(0, rect, bands, out);
    return out;
  }

  private static long crc(SampleType type, byte[] samples) {
    ByteBuffer in = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN);
    int count = samples.length / type.bytes();
    ByteBuffer out = ByteBuffer.allocate(8 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      out.putDouble(
          switch (type) {
            case UINT8 -> in.get() & 0xff;
            case INT8 -> in.get();
            case UINT16 -> in.getShort() & 0xffff;
            case INT16 -> in.getShort();
            case UINT32 -> in.getInt() & 0xffffffffL;
            case INT32 -> in.getInt();
            case FLOAT32 -> in.getFloat();
            case FLOAT64 -> in.getDouble();
          });
    }
    CRC32 crc = new CRC32();
    crc.update(out.array());
    return crc.getValue();
  }
}
