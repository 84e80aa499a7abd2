package io.terralapse.raster.tiff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The GeoKey directory of GeoTIFF 1.1 (OGC 19-008r4). Empty if the file has none. Immutable. */
public final class GeoKeys {
  public static final int MODEL_TYPE = 1024;
  public static final int RASTER_TYPE = 1025;
  public static final int CITATION = 1026;
  public static final int GEOGRAPHIC_TYPE = 2048;
  public static final int GEOG_CITATION = 2049;
  public static final int GEODETIC_DATUM = 2050;
  public static final int PRIME_MERIDIAN = 2051;
  public static final int ANGULAR_UNITS = 2054;
  public static final int ANGULAR_UNIT_SIZE = 2055;
  public static final int ELLIPSOID = 2056;
  public static final int SEMI_MAJOR = 2057;
  public static final int SEMI_MINOR = 2058;
  public static final int INVERSE_FLATTENING = 2059;
  public static final int PRIME_MERIDIAN_LONGITUDE = 2061;
  public static final int TO_WGS84 = 2062;
  public static final int PROJECTED_TYPE = 3072;
  public static final int PROJECTED_CITATION = 3073;
  public static final int PROJECTION = 3074;
  public static final int COORDINATE_TRANSFORMATION = 3075;
  public static final int LINEAR_UNITS = 3076;
  public static final int LINEAR_UNIT_SIZE = 3077;
  public static final int STANDARD_PARALLEL_1 = 3078;
  public static final int STANDARD_PARALLEL_2 = 3079;
  public static final int NATURAL_ORIGIN_LONGITUDE = 3080;
  public static final int NATURAL_ORIGIN_LATITUDE = 3081;
  public static final int FALSE_EASTING = 3082;
  public static final int FALSE_NORTHING = 3083;
  public static final int FALSE_ORIGIN_LONGITUDE = 3084;
  public static final int FALSE_ORIGIN_LATITUDE = 3085;
  public static final int FALSE_ORIGIN_EASTING = 3086;
  public static final int FALSE_ORIGIN_NORTHING = 3087;
  public static final int CENTRE_LONGITUDE = 3088;
  public static final int CENTRE_LATITUDE = 3089;
  public static final int CENTRE_EASTING = 3090;
  public static final int CENTRE_NORTHING = 3091;
  public static final int SCALE_AT_NATURAL_ORIGIN = 3092;
  public static final int SCALE_AT_CENTRE = 3093;
  public static final int AZIMUTH = 3094;
  public static final int POLE_LONGITUDE = 3095;
  public static final int RECTIFIED_GRID_ANGLE = 3096;

  /** The value that means "defined by the other keys". */
  public static final int USER_DEFINED = 32767;

  private static final int MAX_KEYS = 1024;

  private final Map<Integer, Integer> codes = new HashMap<>();
  private final Map<Integer, double[]> numbers = new HashMap<>();
  private final Map<Integer, String> texts = new HashMap<>();

  GeoKeys(Ifd ifd) throws IOException {
    long[] keys = ifd.integers(Tag.GEO_KEY_DIRECTORY, 4 * (MAX_KEYS + 1));
    double[] doubles = ifd.doubles(Tag.GEO_DOUBLE_PARAMS, MAX_KEYS);
    byte[] ascii = ifd.bytes(Tag.GEO_ASCII_PARAMS, 1 << 16);
    // Keys beyond the number that the header declares do not count, as in libgeotiff.
    long declared = keys.length < 4 ? 0 : Math.min(MAX_KEYS, keys[3]);
    for (int i = 4; i + 3 < keys.length && i / 4 <= declared; i += 4) {
      int key = (int) keys[i];
      int count = (int) Math.min(keys[i + 2], 1 << 16);
      int value = (int) keys[i + 3];
      if (keys[i + 1] == 0) {
        codes.put(key, value);
      } else if (keys[i + 1] == Tag.GEO_DOUBLE_PARAMS && value < doubles.length && count > 0) {
        numbers.put(
            key, Arrays.copyOfRange(doubles, value, Math.min(doubles.length, value + count)));
      } else if (keys[i + 1] == Tag.GEO_ASCII_PARAMS && value + count <= ascii.length) {
        texts.put(key, new String(ascii, value, count, StandardCharsets.UTF_8));
      }
    }
  }

  /** The value of a key of type SHORT, 0 if the key is absent. */
  int code(int key) {
    return codes.getOrDefault(key, 0);
  }

  /** The value of a key of type ASCII without the bar at its end, empty if the key is absent. */
  String text(int key) {
    String text = texts.getOrDefault(key, "");
    return (text.endsWith("|") ? text.substring(0, text.length() - 1) : text).trim();
  }

  /** The value of a key of type DOUBLE, empty if the key is absent or not finite. */
  OptionalDouble findNumber(int key) {
    double[] values = numbers.get(key);
    return values == null || !Double.isFinite(values[0])
        ? OptionalDouble.empty()
        : OptionalDouble.of(values[0]);
  }

  /** All values of a key of type DOUBLE; empty if the key is absent or one is not finite. */
  double[] numbers(int key) {
    double[] values = numbers.getOrDefault(key, new double[0]);
    return Arrays.stream(values).allMatch(Double::isFinite) ? values.clone() : new double[0];
  }

  /** The value of the first of the keys that is present, or else {@code otherwise}. */
  double number(double otherwise, int... keys) {
    for (int key : keys) {
      OptionalDouble value = findNumber(key);
      if (value.isPresent()) {
        return value.getAsDouble();
      }
    }
    return otherwise;
  }
}
