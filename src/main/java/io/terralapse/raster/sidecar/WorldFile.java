package io.terralapse.raster.sidecar;

import io.terralapse.model.DataException;
import io.terralapse.model.GeoTransform;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads world files, which have six lines: x and y step of a column (A, D), x and y step of a row
 * (B, E), and x and y of the centre of the first pixel (C, F). Stateless.
 */
final class WorldFile {
  /** Six numbers are never longer. */
  static final int MAX_BYTES = 4096;

  private WorldFile() {}

  /**
   * The geotransform, whose origin is the outer corner of the first pixel.
   *
   * @param name of the file, for messages
   * @throws DataException if it does not have six numbers, or its geotransform is singular
   */
  static GeoTransform read(byte[] content, String name) throws DataException {
    String[] words = new String(content, StandardCharsets.ISO_8859_1).strip().split("\\s+", -1);
    if (words.length < 6) {
      throw new DataException(
          name + " is not a world file: it needs six lines with one number each");
    }
    double[] v = new double[6];
    for (int i = 0; i < 6; i++) {
      try {
        // Some programs write a decimal comma, depending on the locale.
        v[i] = Double.parseDouble(words[i].replace(',', '.').toLowerCase(Locale.ROOT));
      } catch (NumberFormatException e) {
        throw new DataException(
            name + " is not a world file: line " + (i + 1) + " is not a number", e);
      }
    }
    double a = v[0];
    double d = v[1];
    double b = v[2];
    double e = v[3];
    double x0 = v[4] - (a + b) / 2;
    double y0 = v[5] - (d + e) / 2;
    GeoTransform transform = new GeoTransform(x0, a, b, y0, d, e);
    if (!transform.isInvertible()) {
      throw new DataException(name + " has a singular geotransform; correct its first four lines");
    }
    return transform;
  }
}
