package io.terralapse.raster.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.DataException;
import io.terralapse.raster.InMemorySource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal names what is wrong and a remedy whose result is read. */
class RefusalAdviceTest {
  private static final String CONVERT =
      "convert it with \"gdal_translate -co COMPRESS=DEFLATE -co TILED=YES\"";

  /**
   * Compression, bits, sample format, predictor, what is refused, and the remedy. Run with GDAL
   * 3.6.2: NeXT to SGI LogLuv are opened by it, JPEG XL and JPEG 2000 need codecs that it does not
   * have.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "6|8|1|1|uses old-style JPEG compression|export",
        "32766|2|1|1|uses NeXT compression|convert",
        "32771|1|1|1|uses CCITT RLE of words compression|convert",
        "32809|4|1|1|uses ThunderScan compression|convert",
        "32909|8|1|1|uses PixarLog compression|convert",
        "34661|1|1|1|uses JBIG compression|convert",
        "34676|16|1|1|uses SGI LogLuv compression|convert",
        "50002|8|1|1|uses JPEG XL compression|JXL",
        "52546|8|1|1|uses JPEG XL (DNG) compression|JXL",
        "34712|8|1|1|uses JPEG 2000 compression|export",
        "33005|8|1|1|uses JPEG 2000 (Aperio, RGB) compression|export",
        "65000|8|1|1|uses unknown (65000) compression|export",
        "7|12|1|1|has JPEG tiles of 12 bits|NBITS=16",
        "8|40|1|1|has 40-bit samples of TIFF sample format 1|export",
        "8|8|3|1|has 8-bit samples of TIFF sample format 3|export",
        "8|12|1|2|uses predictor 2 on 12-bit samples|export",
        "8|16|1|3|uses predictor 3 on 16-bit samples|export",
      })
  void refusalsNameTheRemedy(
      int compression, int bits, int format, int predictor, String what, String remedy) {
    String message = refusal(compression, bits, format, predictor);
    assertTrue(message.startsWith("x.tif " + what + ", which is not supported; "), message);
    String advice = message.substring(message.indexOf("; ") + 2);
    switch (remedy) {
      case "convert" -> assertEquals(CONVERT, advice);
      case "export" -> assertTrue(advice.startsWith("export it again "), advice);
      default -> assertTrue(advice.contains(remedy), advice);
    }
    checkOptions(advice);
  }

  /** The command leads to a type and a compression that are read. */
  private static void checkOptions(String advice) {
    Matcher option = Pattern.compile("-co (\\w+)=(\\w+)").matcher(advice);
    while (option.find()) {
      switch (option.group(1)) {
        case "COMPRESS" -> assertEquals("DEFLATE", option.group(2));
        case "TILED" -> assertEquals("YES", option.group(2));
        case "NBITS" ->
            assertTrue(StoredSamples.find(1, Integer.parseInt(option.group(2))).isPresent());
        default -> throw new AssertionError(option.group());
      }
    }
  }

  /**
   * GDAL keeps the width of samples when it converts, so that the advice without {@code NBITS} is
   * true only if every width and type that GDAL writes is read.
   */
  @Test
  void everyTypeThatGdalWritesIsRead() {
    List<int[]> types = new ArrayList<>();
    for (int bits = 1; bits <= 32; bits++) {
      types.add(new int[] {1, bits});
    }
    types.addAll(
        List.of(
            new int[] {1, 64},
            new int[] {2, 8},
            new int[] {2, 16},
            new int[] {2, 32},
            new int[] {2, 64},
            new int[] {3, 16},
            new int[] {3, 24},
            new int[] {3, 32},
            new int[] {3, 64},
            new int[] {5, 32},
            new int[] {5, 64},
            new int[] {6, 64},
            new int[] {6, 128}));
    for (int[] type : types) {
      assertTrue(
          StoredSamples.find(type[0], type[1]).isPresent(),
          () -> StoredSamples.describe(type[0], type[1]));
    }
  }

  /** Of old-style JPEG, GDAL reads pictures in colour only. */
  @ParameterizedTest
  @ValueSource(ints = {2, 6})
  void oldJpegInColourIsConverted(int photometric) {
    String message = refusal(6, photometric, 8, 1, 1);
    assertEquals(
        "x.tif uses old-style JPEG compression, which is not supported; " + CONVERT, message);
  }

  private static String refusal(int compression, int bits, int format, int predictor) {
    return refusal(compression, 1, bits, format, predictor);
  }

  private static String refusal(
      int compression, int photometric, int bits, int format, int predictor) {
    int[][] tags = {
      {256, 8},
      {257, 8},
      {258, bits},
      {259, compression},
      {262, photometric},
      {273, 8},
      {277, 1},
      {278, 8},
      {279, 64},
      {317, predictor},
      {339, format}
    };
    ByteBuffer file =
        ByteBuffer.allocate(72 + 2 + 12 * tags.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(72).position(72);
    file.putShort((short) tags.length);
    for (int[] tag : tags) {
      file.putShort((short) tag[0]).putShort((short) 3).putInt(1).putInt(tag[1]);
    }
    InMemorySource source = new InMemorySource("x.tif", file.array());
    DataException refused =
        assertThrows(DataException.class, () -> TiffRaster.open(source).close());
    return String.valueOf(refused.getMessage());
  }
}
