package io.terralapse.raster.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import io.terralapse.raster.InMemorySource;
import io.terralapse.testkit.Slow;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageRasterTest {

  private static ImageRaster open(byte[] file) throws IOException {
    return ImageRaster.open(new InMemorySource("a.png", file));
  }

  /** All samples of a window, band after band. */
  private static int[][] read(ImageRaster raster, PixelRect rect) throws IOException {
    int bands = raster.info().bands().size();
    int bytes = raster.info().sampleType().bytes();
    int[] all = new int[bands];
    Arrays.setAll(all, i -> i);
    byte[][] out = new byte[bands][rect.width() * rect.height() * bytes];
    raster.readNative(0, rect, all, out);
    int[][] values = new int[bands][rect.width() * rect.height()];
    for (int b = 0; b < bands; b++) {
      ByteBuffer samples = ByteBuffer.wrap(out[b]).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < values[b].length; i++) {
        values[b][i] = bytes == 1 ? samples.get() & 0xff : samples.getShort() & 0xffff;
      }
    }
    return values;
  }

  private static int[][] readAll(ImageRaster raster) throws IOException {
    return read(raster, new PixelRect(0, 0, raster.info().width(), raster.info().height()));
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void greyKeepsItsStoredValues() throws IOException {
    byte[] file = new TinyPng().header(3, 2, 8, 0).rows(bytes(0, 127, 255), bytes(1, 2, 3)).end();
    try (ImageRaster raster = open(file)) {
      RasterInfo info = raster.info();
      assertEquals(SampleType.UINT8, info.sampleType());
      assertEquals(1, info.bands().size());
      assertTrue(info.crs().isEmpty() && info.transform().isEmpty());
      assertArrayEquals(new int[][] {{0, 127, 255, 1, 2, 3}}, readAll(raster));
      assertArrayEquals(new int[][] {{255, 3}}, read(raster, new PixelRect(2, 0, 1, 2)));
    }
  }

  @Test
  void sixteenBitSamplesAreReadLittleEndian() throws IOException {
    byte[] file = new TinyPng().header(2, 1, 16, 0).rows(bytes(0x12, 0x34, 0xff, 0xfe)).end();
    try (ImageRaster raster = open(file)) {
      assertEquals(SampleType.UINT16, raster.info().sampleType());
      assertArrayEquals(new int[][] {{0x1234, 0xfffe}}, readAll(raster));
    }
  }

  @Test
  void alphaIsASeparateBand() throws IOException {
    byte[] rgba = bytes(10, 20, 30, 0, 40, 50, 60, 255);
    try (ImageRaster raster = open(new TinyPng().header(2, 1, 8, 6).rows(rgba).end())) {
      assertEquals(OptionalInt.of(3), raster.info().alphaBand());
      assertArrayEquals(new int[][] {{10, 40}, {20, 50}, {30, 60}, {0, 255}}, readAll(raster));
    }
    byte[] wide = bytes(1, 2, 0, 0, 3, 4, 0xff, 0xff);
    try (ImageRaster raster = open(new TinyPng().header(2, 1, 16, 4).rows(wide).end())) {
      assertEquals(OptionalInt.of(1), raster.info().alphaBand());
      assertArrayEquals(new int[][] {{0x102, 0x304}, {0, 0xffff}}, readAll(raster));
    }
  }

  @Test
  void onlyTheRequestedBandsAreCopied() throws IOException {
    byte[] rgb = bytes(1, 2, 3, 4, 5, 6);
    try (ImageRaster raster = open(new TinyPng().header(2, 1, 8, 2).rows(rgb).end())) {
      byte[][] out = new byte[2][2];
      raster.readNative(0, new PixelRect(0, 0, 2, 1), new int[] {2, 0}, out);
      assertArrayEquals(bytes(3, 6), out[0]);
      assertArrayEquals(bytes(1, 4), out[1]);
    }
  }

  @Test
  void aPaletteBecomesColoursAndItsTransparencyAlpha() throws IOException {
    TinyPng png = new TinyPng().header(5, 1, 2, 3).chunk("PLTE", bytes(9, 8, 7, 6, 5, 4, 3, 2, 1));
    try (ImageRaster raster =
        open(png.chunk("tRNS", bytes(255, 0)).rows(bytes(0b00011011, 0)).end())) {
      assertEquals(4, raster.info().bands().size());
      int[][] values = readAll(raster);
      assertArrayEquals(new int[] {9, 6, 3, 0, 9}, values[0]);
      assertArrayEquals(new int[] {7, 4, 1, 0, 7}, values[2]);
      assertArrayEquals(new int[] {255, 0, 255, 255, 255}, values[3]);
    }
    TinyPng opaque = new TinyPng().header(1, 1, 8, 3).chunk("PLTE", bytes(9, 8, 7));
    try (ImageRaster raster = open(opaque.rows(bytes(0)).end())) {
      assertEquals(OptionalInt.empty(), raster.info().alphaBand());
      assertArrayEquals(new int[][] {{9}, {8}, {7}}, readAll(raster));
    }
  }

  @Test
  void fewerThanEightBitsAreScaledToEight() throws IOException {
    try (ImageRaster raster =
        open(new TinyPng().header(4, 1, 1, 0).rows(bytes(0b01100000)).end())) {
      assertArrayEquals(new int[][] {{0, 255, 255, 0}}, readAll(raster));
    }
    try (ImageRaster raster = open(new TinyPng().header(2, 1, 4, 0).rows(bytes(0x5f)).end())) {
      assertArrayEquals(new int[][] {{85, 255}}, readAll(raster));
    }
  }

  @Test
  void theTransparentColourIsNodata() throws IOException {
    TinyPng grey = new TinyPng().header(2, 1, 8, 0).chunk("tRNS", bytes(0, 7));
    try (ImageRaster raster = open(grey.rows(bytes(7, 8)).end())) {
      assertEquals(OptionalDouble.of(7), raster.info().nodata());
      assertArrayEquals(new int[][] {{7, 8}}, readAll(raster));
    }
    TinyPng rgb = new TinyPng().header(2, 1, 8, 2).chunk("tRNS", bytes(0, 1, 0, 2, 0, 3));
    try (ImageRaster raster = open(rgb.rows(bytes(1, 2, 3, 1, 2, 4)).end())) {
      assertEquals(OptionalInt.of(3), raster.info().alphaBand());
      assertArrayEquals(new int[][] {{1, 1}, {2, 2}, {3, 4}, {0, 255}}, readAll(raster));
    }
  }

  @Test
  void greyOfFewBitsWithATransparentValueIsScaledLinearly() throws IOException {
    TinyPng four = new TinyPng().header(4, 1, 4, 0).chunk("tRNS", bytes(0, 2));
    try (ImageRaster raster = open(four.rows(bytes(0x02, 0x7f)).end())) {
      assertEquals(OptionalDouble.of(34), raster.info().nodata());
      assertArrayEquals(new int[][] {{0, 34, 119, 255}}, readAll(raster));
    }
    TinyPng two = new TinyPng().header(4, 1, 2, 0).chunk("tRNS", bytes(0, 0));
    try (ImageRaster raster = open(two.rows(bytes(0b00011011)).end())) {
      assertArrayEquals(new int[][] {{0, 85, 170, 255}}, readAll(raster));
    }
  }

  private static byte[] jpeg(int width, int height, int type, long seed) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    Random random = new Random(seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int tint = random.nextInt(40);
        image.setRGB(x, y, (x * 2 + tint & 255) << 16 | (y * 3 & 255) << 8 | (x + y + tint & 255));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, "jpeg", out));
    return out.toByteArray();
  }

  @Test
  void jpegColoursAreThoseOfTheReferenceDecoder() throws IOException {
    byte[] file = jpeg(67, 45, BufferedImage.TYPE_INT_RGB, 1);
    BufferedImage expected = ImageIO.read(new ByteArrayInputStream(file));
    try (ImageRaster raster = open(file)) {
      assertEquals(3, raster.info().bands().size());
      int[][] values = read(raster, new PixelRect(3, 5, 60, 40));
      for (int i = 0; i < 60 * 40; i++) {
        int rgb = values[0][i] << 16 | values[1][i] << 8 | values[2][i];
        assertEquals(expected.getRGB(3 + i % 60, 5 + i / 60) & 0xffffff, rgb, "pixel " + i);
      }
    }
  }

  @Test
  void greyJpegHasOneBand() throws IOException {
    byte[] file = jpeg(20, 10, BufferedImage.TYPE_BYTE_GRAY, 2);
    BufferedImage expected = ImageIO.read(new ByteArrayInputStream(file));
    try (ImageRaster raster = open(file)) {
      int[][] values = readAll(raster);
      assertEquals(1, values.length);
      assertArrayEquals(expected.getRaster().getPixels(0, 0, 20, 10, (int[]) null), values[0]);
    }
  }

  @Slow
  @Test
  void anImageOfSeveralStripsIsReadLikeOneStrip() throws IOException {
    // 12,000 x 2,000 RGB pixels are 72 MB: more than one strip.
    int width = 12_000;
    byte[][] rows = new byte[2000][3 * width];
    for (int y = 0; y < rows.length; y++) {
      rows[y][3] = (byte) y;
      rows[y][4] = (byte) (y >> 8);
    }
    try (ImageRaster raster = open(new TinyPng().header(width, 2000, 8, 2).rows(rows).end())) {
      int[][] values = read(raster, new PixelRect(1, 1700, 1, 300));
      for (int i = 0; i < 300; i++) {
        assertEquals(1700 + i, values[0][i] + 256 * values[1][i]);
      }
    }
  }

  @Test
  void readingTheHeaderDecodesNoPixels() throws IOException {
    byte[] noise = new byte[1000];
    byte[][] rows = new byte[1000][];
    new Random(3).nextBytes(noise);
    Arrays.fill(rows, noise);
    InMemorySource held =
        new InMemorySource("a.png", new TinyPng().header(1000, 1000, 8, 0).rows(rows).end());
    try (ImageRaster raster = ImageRaster.open(held)) {
      assertEquals(1000, raster.info().width());
      assertTrue(held.read < 200, held.read + " bytes read");
    }
    assertTrue(held.closed);
  }

  @Test
  void manyWindowsDecodeTheImageOnce() throws IOException {
    byte[][] rows = new byte[500][700];
    new Random(4).nextBytes(rows[7]);
    byte[] file = new TinyPng().header(700, 500, 8, 0).rows(rows).end();
    InMemorySource held = new InMemorySource("a.png", file);
    try (ImageRaster raster = ImageRaster.open(held)) {
      for (int row = 0; row < 500; row += raster.blockHeight(0)) {
        read(raster, new PixelRect(0, row, 700, Math.min(raster.blockHeight(0), 500 - row)));
      }
      assertTrue(held.read < 2L * file.length, held.read + " bytes read of " + file.length);
    }
  }

  @Test
  void theKeyDependsOnTheContentOnly() throws IOException {
    PixelRect rect = new PixelRect(0, 0, 1, 1);
    byte[] file = new TinyPng().header(1, 1, 8, 0).rows(bytes(5)).end();
    byte[] other = new TinyPng().header(1, 1, 8, 0).rows(bytes(6)).end();
    try (ImageRaster a = open(file);
        ImageRaster same = ImageRaster.open(new InMemorySource("b.png", file));
        ImageRaster b = open(other)) {
      assertEquals(a.keyOf(0, rect), same.keyOf(0, rect));
      assertNotEquals(a.keyOf(0, rect), b.keyOf(0, rect));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Tue, 03 Aug 2021 10:20:30 GMT", "2021-08-03T10:20:30Z"})
  void creationTimeIsReadAsDatetime(String text) throws IOException {
    TinyPng png = new TinyPng().header(1, 1, 8, 0).text("Creation Time", text);
    try (ImageRaster raster = open(png.rows(bytes(5)).end())) {
      assertEquals("2021-08-03T10:20:30Z", raster.info().tags().get("DATETIME"));
      assertFalse(raster.info().tags().containsKey("EXIF_DateTimeOriginal"));
    }
  }

  @Test
  void theTimeOfLastModificationIsIgnored() throws IOException {
    TinyPng png = new TinyPng().header(1, 1, 8, 0).chunk("tIME", bytes(7, 229, 8, 3, 10, 20, 30));
    try (ImageRaster raster = open(png.rows(bytes(5)).end())) {
      assertTrue(raster.info().tags().isEmpty());
    }
  }

  @Test
  void exifDateTimeOriginalIsRead() throws IOException {
    byte[] local = TinyExif.of("2021:08:03 10:20:30", null);
    byte[] zoned = TinyExif.of("2021:08:03 10:20:30", "+09:00");
    TinyPng png = new TinyPng().header(1, 1, 8, 0).chunk("eXIf", local);
    try (ImageRaster raster = open(png.rows(bytes(5)).end())) {
      assertEquals("2021:08:03", raster.info().tags().get("EXIF_DateTimeOriginal"));
    }
    byte[] plain = jpeg(8, 8, BufferedImage.TYPE_INT_RGB, 1);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(plain, 0, 2);
    file.writeBytes(bytes(0xff, 0xe1, 0, zoned.length + 8));
    file.writeBytes(bytes('E', 'x', 'i', 'f', 0, 0));
    file.writeBytes(zoned);
    file.write(plain, 2, plain.length - 2);
    try (ImageRaster raster = open(file.toByteArray())) {
      assertEquals("2021:08:03 10:20:30+09:00", raster.info().tags().get("EXIF_DateTimeOriginal"));
      assertEquals(3, readAll(raster).length);
    }
  }

  /** A JPEG file of one colour, with four components and an Adobe segment. */
  private static byte[] inks(int transform, int... components) throws IOException {
    WritableRaster pixels =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 16, 16, components.length, null);
    for (int i = 0; i < 16 * 16; i++) {
      pixels.setPixel(i % 16, i / 16, components);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      ImageWriteParam best = writer.getDefaultWriteParam();
      best.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      best.setCompressionQuality(1);
      writer.write(null, new IIOImage(pixels, null, null), best);
    } finally {
      writer.dispose();
    }
    byte[] file = out.toByteArray();
    byte[] adobe = bytes(0xff, 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, transform);
    ByteBuffer all = ByteBuffer.allocate(file.length + adobe.length);
    return all.put(file, 0, 2).put(adobe).put(file, 2, file.length - 2).array();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 200, 100, 50, 128, 100, 50, 25",
    "0, 255, 255, 255, 255, 255, 255, 255",
    "0, 255, 255, 255, 0, 0, 0, 0",
    // Luma 100, no chroma: inks of 155.
    "2, 100, 128, 128, 255, 155, 155, 155",
    "2, 100, 128, 178, 255, 85, 191, 155",
  })
  void inksOfJpegAreShownAsInGdal(
      int transform, int c, int m, int y, int k, int red, int green, int blue) throws IOException {
    try (ImageRaster raster = open(inks(transform, c, m, y, k))) {
      int[][] values = readAll(raster);
      assertEquals(3, values.length);
      int[] expected = {red, green, blue};
      for (int band = 0; band < values.length; band++) {
        for (int value : values[band]) {
          assertEquals(expected[band], value, 1, "band " + band);
        }
      }
    }
  }
}
