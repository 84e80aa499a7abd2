package io.terralapse.raster.sidecar;

import io.terralapse.model.GeoTransform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * World files, Esri's six lines: x and y step of a column (A, D), x and y step of a row (B, E), and
 * where the centre of the first pixel lies (C, F).
 */
final class WorldFile {
  /** Six numbers of any length that anybody writes. */
  static final int MAX_BYTES = 4096;

  private WorldFile() {}

  /**
   * The transform, from the outer corner of the first pixel.
   *
   * @param name for the message
   * @throws IOException a sentence, if these are not six numbers that make a transform
   */
  static GeoTransform read(byte[] content, String name) throws IOException {
    String[] words = new String(content, StandardCharsets.ISO_8859_1).strip().split("\\s+", -1);
    if (words.length < 6) {
      throw new IOException(name + " is no world file: it needs six lines with a number each");
    }
    double[] v = new double[6];
    for (int i = 0; i < 6; i++) {
      try {
        // Some programs write the decimal comma of their country.
        v[i] = Double.parseDouble(words[i].replace(',', '.').toLowerCase(Locale.ROOT));
      } catch (NumberFormatException e) {
        throw new IOException(name + " is no world file: line " + (i + 1) + " is no number", e);
      }
    }
    double a = v[0];
    double d = v[1];
    double b = v[2];
    double e = v[3];
    double x0 = v[4] - (a + b) / 2;
    double y0 = v[5] - (d + e) / 2;
    double area = a * e - b * d;
    if (area == 0 || !Double.isFinite(area + x0 + y0)) {
      throw new IOException(name + " gives pixels without an area; correct its first four lines");
    }
    return new GeoTransform(x0, a, b, y0, d, e);
  }
}
