package io.terralapse.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskCodingTest {

  /** Flags by their initials: no data, cloud, shadow, snow (i), water, saturated (x). */
  private static byte flags(String initials) {
    int flags = 0;
    for (int i = 0; i < initials.length(); i++) {
      flags |=
          switch (initials.charAt(i)) {
            case 'n' -> Flags.NODATA;
            case 'c' -> Flags.CLOUD;
            case 's' -> Flags.SHADOW;
            case 'i' -> Flags.SNOW;
            case 'w' -> Flags.WATER;
            case 'x' -> Flags.SATURATED;
            default -> 0;
          };
    }
    return (byte) flags;
  }

  @ParameterizedTest
  @CsvSource({
    "SCL, 0, n",
    "SCL, 1, x",
    "SCL, 3, s",
    "SCL, 4, -",
    "SCL, 6, w",
    "SCL, 10, c",
    "SCL, 11, i",
    "QA_PIXEL, 1, n",
    "QA_PIXEL, 0b10, c",
    "QA_PIXEL, 0b1000, c",
    "QA_PIXEL, 0b110000, si",
    "QA_PIXEL, 0b10000000, w",
    "QA_PIXEL, 0b1000000, -",
    "BQA, 1, n",
    "BQA, 0b10000, c",
    "BQA, 0b110000000, s",
    "BQA, 0b010000000, -",
    "BQA, 0b11000000000, i",
    "BQA, 0b1100000000000, c",
    "PIXEL_QA, 0b100, w",
    "PIXEL_QA, 0b1000, s",
    "PIXEL_QA, 0b10000, i",
    "PIXEL_QA, 0b100000, c",
    "PIXEL_QA, 0b1100000000, c",
    "PIXEL_QA, 0b0100000000, -",
    "FMASK, 255, n",
    "FMASK, 0b10, c",
    "FMASK, 0b100, c",
    "FMASK, 0b111000, siw",
    "MODIS_STATE, 65535, n",
    "MODIS_STATE, 0b1000, -",
    "MODIS_STATE, 0b1001, c",
    "MODIS_STATE, 0b1010, c",
    "MODIS_STATE, 0b1011, -",
    "MODIS_STATE, 0b1100, s",
    "MODIS_STATE, 0b101000, w",
    "MODIS_STATE, 0b1000001000, -",
    "MODIS_STATE, 0b1100001000, c",
    "MODIS_STATE, 0b10000001000, c",
    "MODIS_STATE, 0b1000000001000, i",
    "QA60, 0b10000000000, c",
    "QA60, 0b100000000000, c",
    "QA60, 1, -",
    "UDM, 1, n",
    "UDM, 2, c",
    "UDM, 4, -",
    "CLOUD, 0, -",
    "CLOUD, 9, c",
    "SHADOW, 1, s",
    "SNOW, 1, i",
    "VALID, 0, n",
    "VALID, 255, -",
  })
  void decodesValues(MaskCoding coding, String value, String initials) {
    int bits =
        value.startsWith("0b") ? Integer.parseInt(value.substring(2), 2) : Integer.parseInt(value);
    assertEquals(flags(initials), coding.flags(bits));
  }

  @ParameterizedTest
  @CsvSource({"SCL, true", "CLOUD, true", "SHADOW, false", "SNOW, false", "VALID, false"})
  void someCodingsFlagCloud(MaskCoding coding, boolean flagsCloud) {
    assertEquals(flagsCloud, coding.flagsCloud());
  }
}
