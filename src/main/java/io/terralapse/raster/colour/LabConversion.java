package io.terralapse.raster.colour;

/**
 * CIE 1976 L*a*b* to red, green and blue of a monitor with the primaries of sRGB and a gamma of
 * 2.4. As in libtiff and GDAL the white of the file is not adapted to that of the monitor, and the
 * brightness is taken from a table of 1501 steps. Immutable.
 */
public final class LabConversion implements ColourConversion {
  private static final int STEPS = 1500;
  private static final float DARKEST = 1;
  private static final float BRIGHTEST = 100;
  private static final float[][] XYZ_TO_RGB = {
    {3.2410f, -1.5374f, -0.4986f},
    {-0.9692f, 1.8760f, 0.0416f},
    {0.0556f, -0.2040f, 1.0570f}
  };

  /** Encoding of the samples. */
  public enum Encoding {
    /** TIFF 6.0, 8 bits: L is 0 to 255, a and b are signed. */
    SIGNED_8,
    /** TIFF 6.0 with 16 bits: L is 0 to 65535, a and b are signed, in 1/256. */
    SIGNED_16,
    /** ICC profile format, 8 bits: a and b are shifted by 128. */
    SHIFTED_8
  }

  private final Encoding encoding;
  private final int outputs;
  private final float whiteX;
  private final float whiteZ;
  private final byte[] levels = new byte[STEPS + 1];

  /**
   * A conversion.
   *
   * @param outputs 3, or 4 for an opaque alpha band after them
   * @param whiteX chromaticity x of the white point, above 0
   * @param whiteY chromaticity y of the white point, above 0
   */
  public LabConversion(Encoding encoding, int outputs, double whiteX, double whiteY) {
    this.encoding = encoding;
    this.outputs = outputs;
    this.whiteX = (float) (whiteX / whiteY * BRIGHTEST);
    this.whiteZ = (float) ((1 - whiteX - whiteY) / whiteY * BRIGHTEST);
    for (int i = 0; i <= STEPS; i++) {
      float level = 255 * (float) Math.pow((double) i / STEPS, 1 / 2.4f);
      levels[i] = (byte) Math.min(255, (int) (level + 0.5f));
    }
  }

  @Override
  public int inputs() {
    return 3;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public void convert(byte[][] stored, int count, byte[][] out) {
    for (int i = 0; i < count; i++) {
      switch (encoding) {
        case SIGNED_8 -> convert(stored[0][i] & 0xff, stored[1][i], stored[2][i], i, out);
        case SHIFTED_8 ->
            convert(
                stored[0][i] & 0xff,
                (stored[1][i] & 0xff) - 128,
                (stored[2][i] & 0xff) - 128,
                i,
                out);
        case SIGNED_16 ->
            convert(
                (signed(stored[0], i) & 0xffff) * (255f / 65535),
                signed(stored[1], i) / 256f,
                signed(stored[2], i) / 256f,
                i,
                out);
      }
      if (outputs > 3) {
        out[3][i] = (byte) 255;
      }
    }
  }

  private static short signed(byte[] samples, int i) {
    return (short) ((samples[2 * i] & 0xff) | samples[2 * i + 1] << Byte.SIZE);
  }

  /**
   * @param l lightness, 0 to 255
   */
  private void convert(float l, float a, float b, int i, byte[][] out) {
    float lightness = l * 100 / 255;
    float y;
    float root;
    if (lightness < 8.856f) {
      y = lightness * BRIGHTEST / 903.292f;
      root = 7.787f * (y / BRIGHTEST) + 16f / 116f;
    } else {
      root = (lightness + 16) / 116;
      y = BRIGHTEST * root * root * root;
    }
    float x = tristimulus(a / 500 + root, whiteX);
    float z = tristimulus(root - b / 200, whiteZ);
    for (int c = 0; c < 3; c++) {
      float light = XYZ_TO_RGB[c][0] * x + XYZ_TO_RGB[c][1] * y + XYZ_TO_RGB[c][2] * z;
      out[c][i] = level(light);
    }
  }

  private static float tristimulus(float root, float white) {
    return root < 0.2069f ? white * (root - 0.13793f) / 7.787f : white * root * root * root;
  }

  private byte level(float light) {
    float limited = Math.min(Math.max(light, DARKEST), BRIGHTEST);
    float step = (BRIGHTEST - DARKEST) / STEPS;
    return levels[Math.min(STEPS, (int) ((limited - DARKEST) / step))];
  }
}
