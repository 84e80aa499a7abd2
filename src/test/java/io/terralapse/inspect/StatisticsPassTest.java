package io.terralapse.inspect;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.access.FileAccess;
import io.terralapse.model.Location;
import io.terralapse.model.RasterInfo;
import io.terralapse.raster.Raster;
import io.terralapse.raster.format.RasterFormats;
import io.terralapse.testkit.RasterFixtures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsPassTest {
  private static List<BandStatistics> statistics(String name, OptionalDouble nodata, long bytes)
      throws IOException {
    Location file = new Location.Local(RasterFixtures.file(name));
    try (Raster raster = new RasterFormats(new FileAccess()).open(file)) {
      RasterInfo info = raster.info();
      List<OptionalDouble> all = Collections.nCopies(info.bands().size(), nodata);
      return new StatisticsPass(raster, info, all, OptionalInt.empty(), bytes).run();
    }
  }

  private static RasterInfo info(String name) throws IOException {
    return new RasterFormats(new FileAccess()).info(new Location.Local(RasterFixtures.file(name)));
  }

  /** All values at once, of the formula that the fixtures follow. */
  private static BandStatistics expected(RasterInfo info, int band, double nodata) {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 * info.width() * info.height()).order(ByteOrder.LITTLE_ENDIAN);
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    int valid = 0;
    for (int row = 0; row < info.height(); row++) {
      for (int column = 0; column < info.width(); column++) {
        double value = RasterFixtures.value(info.sampleType(), band, row, column);
        bytes.putDouble(value);
        if (value != nodata) {
          min = Math.min(min, value);
          max = Math.max(max, value);
          sum += value;
          valid++;
        }
      }
    }
    CRC32 crc = new CRC32();
    crc.update(bytes.array());
    double share = valid / (double) (info.width() * info.height());
    return new BandStatistics(min, max, sum / valid, share, crc.getValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uint8-big-plain",
        "int8-little-plain",
        "uint16-big-predictor",
        "int16-little-plain",
        "uint32-big-plain",
        "int32-little-predictor",
        "float32-big-plain",
        "float64-little-predictor"
      })
  void everySampleTypeIsExact(String name) throws IOException {
    RasterInfo info = info(name);
    List<BandStatistics> found = statistics(name, OptionalDouble.empty(), 1 << 20);
    for (int band = 0; band < found.size(); band++) {
      assertEquals(expected(info, band, Double.NaN), found.get(band));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3000, 8000, 20_000, 1 << 24})
  void theSizeOfThePartsDoesNotMatter(long bytes) throws IOException {
    for (String name :
        List.of(
            "uint16-deflate-tiled-band", "uint16-lzw-tiled-pixel", "uint16-none-strips-pixel")) {
      RasterInfo info = info(name);
      double nodata = RasterFixtures.value(info.sampleType(), 0, 2, 2);
      List<BandStatistics> found = statistics(name, OptionalDouble.of(nodata), bytes);
      assertEquals(info.bands().size(), found.size());
      for (int band = 0; band < found.size(); band++) {
        assertEquals(expected(info, band, nodata), found.get(band), name);
      }
    }
  }

  @Test
  void pixelsOutsideOfTheInternalMaskAreNotValid() throws IOException {
    BandStatistics masked = statistics("mask", OptionalDouble.empty(), 1 << 20).get(0);
    assertTrue(masked.valid() > 0 && masked.valid() < 1, masked.toString());
  }

  @Test
  void checksumsOfRowsCombineToThatOfAllBytes() {
    RowChecksums checksums = new RowChecksums(9);
    checksums.begin(1);
    checksums.add(0, "12345".getBytes(US_ASCII), 5);
    checksums.add(0, "6789".getBytes(US_ASCII), 4);
    checksums.end();
    // The check value of CRC-32 in its catalogues.
    assertEquals(0xcbf43926L, checksums.value());
    CRC32 whole = new CRC32();
    whole.update("123456789ABCDEFGHI".getBytes(US_ASCII));
    checksums.begin(1);
    checksums.add(0, "ABCDEFGHI".getBytes(US_ASCII), 9);
    checksums.end();
    assertEquals(whole.getValue(), checksums.value());
  }
}
