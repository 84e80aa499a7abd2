package io.terralapse.raster.colour;

/**
 * Calculates the bands to show from the stored bands of a raster, pixel by pixel. Implementations
 * are thread-safe.
 */
public interface ColourConversion {
  /** Number of stored bands that are read, from the first on. */
  int inputs();

  /** Number of bands that are calculated. */
  int outputs();

  /**
   * Converts pixels.
   *
   * @param stored little-endian samples, one array per input
   * @param count number of pixels
   * @param out one array per output, filled from index 0
   */
  void convert(byte[][] stored, int count, byte[][] out);
}
