package io.terralapse.raster.colour;

/**
 * Cyan, magenta, yellow and black to red, green and blue without a colour profile: each ink takes
 * its share of the light, as in libtiff and GDAL.
 *
 * @param bytes bytes of a stored sample, 1 or 2, unsigned
 * @param none stored value of no ink
 * @param full stored value of full ink; smaller than {@code none} if samples are inverted
 * @param outputs 3, or 4 for an opaque alpha band after them
 */
public record InkConversion(int bytes, int none, int full, int outputs)
    implements ColourConversion {
  private static final int COLOURS = 3;

  /** Refuses an empty range. */
  public InkConversion {
    if (none == full) {
      throw new IllegalArgumentException("inks without a range");
    }
  }

  @Override
  public int inputs() {
    return COLOURS + 1;
  }

  @Override
  public void convert(byte[][] stored, int count, byte[][] out) {
    for (int i = 0; i < count; i++) {
      int light = 255 - ink(stored[COLOURS], i);
      for (int c = 0; c < COLOURS; c++) {
        out[c][i] = (byte) (light * (255 - ink(stored[c], i)) / 255);
      }
      if (outputs > COLOURS) {
        out[COLOURS][i] = (byte) 255;
      }
    }
  }

  /** The amount of an ink, 0 to 255. */
  private int ink(byte[] samples, int i) {
    int value =
        bytes == 1
            ? samples[i] & 0xff
            : (samples[2 * i] & 0xff) | (samples[2 * i + 1] & 0xff) << Byte.SIZE;
    if (none == 0 && full == 255) {
      return value;
    }
    return Math.max(0, Math.min(255, Math.round((value - none) * 255f / (full - none))));
  }
}
