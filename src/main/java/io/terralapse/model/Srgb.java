package io.terralapse.model;

/**
 * The transfer function of sRGB (IEC 61966-2-1) and arithmetic on its 8-bit code values. The same
 * on every platform. Stateless.
 */
public final class Srgb {
  private static final double[] LINEAR = new double[256];

  static {
    for (int code = 0; code < LINEAR.length; code++) {
      LINEAR[code] = toLinear(code / 255.0);
    }
  }

  private Srgb() {}

  /**
   * Linear light of a code value.
   *
   * @param code 0 to 1
   * @return 0 to 1
   */
  public static double toLinear(double code) {
    return code <= 0.04045 ? code / 12.92 : StrictMath.pow((code + 0.055) / 1.055, 2.4);
  }

  /**
   * Code value of linear light.
   *
   * @param linear 0 to 1
   * @return 0 to 1
   */
  public static double toCode(double linear) {
    return linear <= 0.0031308 ? 12.92 * linear : 1.055 * StrictMath.pow(linear, 1 / 2.4) - 0.055;
  }

  /**
   * Linear light, 0 to 1, of an 8-bit code value.
   *
   * @param code 0 to 255
   */
  public static double linear(int code) {
    return LINEAR[code];
  }

  /** The relative luminance, 0 to 1, of a colour 0xRRGGBB (WCAG 2.1). */
  public static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 0xFF)
        + 0.7152 * linear(rgb >> 8 & 0xFF)
        + 0.0722 * linear(rgb & 0xFF);
  }

  /** A new table of the linear light, 0 to 1, of each 8-bit code value. */
  public static float[] linearTable() {
    float[] table = new float[LINEAR.length];
    for (int i = 0; i < table.length; i++) {
      table[i] = (float) LINEAR[i];
    }
    return table;
  }

  /** {@code value / 255} rounded to nearest, exact for 0 to 65025. */
  public static int divide255(int value) {
    int biased = value + 128;
    return (biased + (biased >> 8)) >> 8;
  }
}
