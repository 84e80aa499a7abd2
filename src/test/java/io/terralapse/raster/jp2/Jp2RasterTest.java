package io.terralapse.raster.jp2;

import static io.terralapse.raster.jp2.Jp2Fixtures.read;
import static io.terralapse.raster.jp2.Jp2Fixtures.source;
import static io.terralapse.raster.jp2.Jp2Fixtures.value;
import static io.terralapse.raster.jp2.Jp2Fixtures.whole;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.SampleType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class Jp2RasterTest {
  static List<WindowDecoder> decoders() {
    return Jp2Fixtures.decoders();
  }

  private static void assertFormula(
      WindowDecoder decoder, String file, PixelRect rect, int top, int shift) throws IOException {
    try (Jp2Raster raster = Jp2Raster.open(source(file), decoder)) {
      int[][] found = read(raster, 0, rect);
      for (int band = 0; band < found.length; band++) {
        int b = band;
        int[] expected =
            IntStream.range(0, rect.width() * rect.height())
                .map(
                    i ->
                        value(
                                b,
                                rect.row() + i / rect.width(),
                                rect.column() + i % rect.width(),
                                top)
                            + shift)
                .toArray();
        assertArrayEquals(expected, found[band], decoder.name() + " " + file + " band " + band);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void losslessImagesGiveTheirStoredValues(WindowDecoder decoder) throws IOException {
    PixelRect some = new PixelRect(11, 17, 31, 40);
    assertFormula(decoder, "u16-tiles.jp2", new PixelRect(0, 0, 150, 90), 60000, 0);
    assertFormula(decoder, "u16-tiles.jp2", new PixelRect(60, 25, 70, 65), 60000, 0);
    assertFormula(decoder, "u16-tiles.jp2", new PixelRect(149, 89, 1, 1), 60000, 0);
    assertFormula(decoder, "u16-four.jp2", some, 4000, 0);
    assertFormula(decoder, "i16.j2k", some, 30000, -15000);
    assertFormula(decoder, "u8-rgb.jp2", some, 256, 0);
    assertFormula(decoder, "u1.jp2", new PixelRect(3, 2, 20, 15), 2, 0);
    assertFormula(decoder, "rgba.jp2", new PixelRect(0, 0, 30, 20), 256, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "u16-tiles.jp2, 1, 20, 10, 40, 30, 0",
    "modis-ndvi.jp2, 0, 0, 0, 48, 40, 0",
    "lossy.jp2, 0, 50, 40, 40, 30, 1",
    "lossy.jp2, 1, 20, 10, 40, 30, 1"
  })
  void valuesAgreeWithGdal(
      String file, int level, int column, int row, int width, int height, int tolerance)
      throws IOException {
    byte[] gdal = Jp2Fixtures.bytes(file.replace(".jp2", "-" + level + ".bin"));
    for (WindowDecoder decoder : decoders()) {
      try (Jp2Raster raster = Jp2Raster.open(source(file), decoder)) {
        int[] found = read(raster, level, new PixelRect(column, row, width, height))[0];
        assertEquals(gdal.length, 2 * found.length);
        for (int i = 0; i < found.length; i++) {
          int expected = (short) ((gdal[2 * i] & 255) | gdal[2 * i + 1] << 8);
          assertEquals(expected, (short) found[i], tolerance, decoder.name() + " pixel " + i);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void aWindowEqualsThatPartOfTheFullImageAtEveryLevel(WindowDecoder decoder) throws IOException {
    try (Jp2Raster raster = Jp2Raster.open(source("u16-tiles.jp2"), decoder)) {
      for (int level = 0; level < raster.info().levels().size(); level++) {
        PixelRect all = whole(raster, level);
        int[] image = read(raster, level, all)[0];
        PixelRect rect = new PixelRect(13, 7, all.width() - 13, all.height() - 9);
        int[] part = read(raster, level, rect)[0];
        for (int row = 0; row < rect.height(); row++) {
          int from = (rect.row() + row) * all.width() + rect.column();
          assertArrayEquals(
              Arrays.copyOfRange(image, from, from + rect.width()),
              Arrays.copyOfRange(part, row * rect.width(), (row + 1) * rect.width()),
              decoder.name() + " level " + level + " row " + row);
        }
      }
    }
  }

  @Test
  void bothDecodersAgreeAtReducedResolution() throws IOException {
    for (String file : List.of("u16-tiles.jp2", "u16-four.jp2", "u8-rgb.jp2")) {
      for (WindowDecoder decoder : decoders()) {
        try (Jp2Raster java = Jp2Raster.open(source(file), new Jj2000Decoder());
            Jp2Raster other = Jp2Raster.open(source(file), decoder)) {
          int last = java.info().levels().size() - 1;
          int[][] expected = read(java, last, whole(java, last));
          int[][] found = read(other, last, whole(other, last));
          for (int band = 0; band < expected.length; band++) {
            assertArrayEquals(expected[band], found[band], file + " band " + band);
          }
        }
      }
    }
  }

  @Test
  void theHeaderHasSizeTypeLevelsAndBlocks() throws IOException {
    try (Jp2Raster raster = Jp2Raster.open(source("u16-tiles.jp2"))) {
      assertEquals(SampleType.UINT16, raster.info().sampleType());
      assertEquals(
          List.of(
              new RasterLevel(150, 90, 64, 32),
              new RasterLevel(75, 45, 32, 16),
              new RasterLevel(38, 23, 16, 8)),
          raster.info().levels());
      assertEquals(32, raster.blockHeight(0));
      assertEquals(8, raster.blockHeight(2));
      assertEquals(OptionalInt.empty(), raster.info().alphaBand());
    }
    try (Jp2Raster raster = Jp2Raster.open(source("rgba.jp2"))) {
      assertEquals(OptionalInt.of(3), raster.info().alphaBand());
      assertEquals(SampleType.UINT8, raster.info().sampleType());
    }
    try (Jp2Raster raster = Jp2Raster.open(source("i16.j2k"))) {
      assertEquals(SampleType.INT16, raster.info().sampleType());
      assertTrue(raster.info().crs().isEmpty());
    }
  }

  @Test
  void requestedBandsAreReturnedInOrder() throws IOException {
    for (WindowDecoder decoder : decoders()) {
      try (Jp2Raster raster = Jp2Raster.open(source("u8-rgb.jp2"), decoder)) {
        byte[][] out = new byte[2][1];
        raster.readNative(0, new PixelRect(5, 9, 1, 1), new int[] {2, 0}, out);
        assertEquals(value(2, 9, 5, 256), out[0][0] & 255);
        assertEquals(value(0, 9, 5, 256), out[1][0] & 255);
      }
    }
  }

  @Test
  void manyThreadsReadAtOnce() throws IOException {
    for (WindowDecoder decoder : decoders()) {
      try (Jp2Raster raster = Jp2Raster.open(source("u16-tiles.jp2"), decoder)) {
        int[] expected = read(raster, 0, whole(raster, 0))[0];
        IntStream.range(0, 16)
            .parallel()
            .forEach(
                i -> {
                  try {
                    assertArrayEquals(expected, read(raster, 0, whole(raster, 0))[0]);
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                });
      }
    }
  }

  @Test
  void theKeyDependsOnTheContent() throws IOException {
    PixelRect corner = new PixelRect(0, 0, 10, 10);
    byte[] bytes = Jp2Fixtures.bytes("u16-tiles.jp2");
    byte[] changed = bytes.clone();
    changed[bytes.length - 20] ^= 1;
    try (Jp2Raster one = Jp2Raster.open(Jp2Fixtures.memory(bytes));
        Jp2Raster same = Jp2Raster.open(Jp2Fixtures.memory(bytes.clone()));
        Jp2Raster other = Jp2Raster.open(Jp2Fixtures.memory(changed))) {
      assertEquals(one.keyOf(0, corner), same.keyOf(0, corner));
      assertNotEquals(one.keyOf(0, corner), other.keyOf(0, corner));
    }
  }

  @Test
  void inALargeFileOnlyTheTilesOfTheWindowEnterTheKey() throws IOException {
    // Bytes after the last box would be another box: padding makes the file large.
    byte[] small = Jp2Fixtures.bytes("u16-tiles.jp2");
    byte[] bytes = Arrays.copyOf(small, 300_000);
    int pad = bytes.length - small.length;
    bytes[small.length] = (byte) (pad >> 24);
    bytes[small.length + 1] = (byte) (pad >> 16);
    bytes[small.length + 2] = (byte) (pad >> 8);
    bytes[small.length + 3] = (byte) pad;
    System.arraycopy(new byte[] {'f', 'r', 'e', 'e'}, 0, bytes, small.length + 4, 4);
    byte[] changed = bytes.clone();
    changed[small.length - 20] ^= 1;
    try (Jp2Raster one = Jp2Raster.open(Jp2Fixtures.memory(bytes));
        Jp2Raster other = Jp2Raster.open(Jp2Fixtures.memory(changed))) {
      PixelRect first = new PixelRect(0, 0, 10, 10);
      PixelRect last = new PixelRect(140, 80, 10, 10);
      assertEquals(one.keyOf(0, first), other.keyOf(0, first));
      assertNotEquals(one.keyOf(0, last), other.keyOf(0, last));
      assertNotEquals(one.keyOf(0, first), one.keyOf(0, last));
    }
  }

  @Test
  void rectanglesOutsideOfTheImageAreRejected() throws IOException {
    try (Jp2Raster raster = Jp2Raster.open(source("u8-rgb.jp2"))) {
      byte[][] out = new byte[3][4];
      assertThrows(
          IllegalArgumentException.class,
          () -> raster.readNative(0, new PixelRect(59, 0, 2, 1), new int[] {0}, out));
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> raster.readNative(0, new PixelRect(0, 0, 1, 1), new int[] {3}, out));
      assertThrows(
          IllegalStateException.class,
          () -> raster.readMask(0, new PixelRect(0, 0, 1, 1), new byte[1]));
    }
  }
}
