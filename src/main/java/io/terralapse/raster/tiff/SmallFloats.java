package io.terralapse.raster.tiff;

/**
 * Floating-point numbers of 16 and 24 bits (Adobe Photoshop TIFF Technical Note 3), converted to
 * single precision. Every value of either has one. Stateless.
 */
final class SmallFloats {
  private static final int HALF_FRACTION = 10;
  private static final int HALF_BIAS = 15;
  private static final int FRACTION_24 = 16;
  private static final int BIAS_24 = 63;
  private static final int FLOAT_FRACTION = 23;
  private static final int FLOAT_BIAS = 127;

  private SmallFloats() {}

  /** IEEE 754 binary16. */
  static float ofHalf(short bits) {
    return convert(bits & 0xffff, HALF_FRACTION, 5, HALF_BIAS);
  }

  /** 1 bit of sign, 7 of exponent, 16 of fraction. */
  static float of24(int bits) {
    return convert(bits, FRACTION_24, 7, BIAS_24);
  }

  private static float convert(int bits, int fractionBits, int exponentBits, int bias) {
    int sign = bits >>> (fractionBits + exponentBits) & 1;
    int exponent = bits >>> fractionBits & ((1 << exponentBits) - 1);
    int fraction = bits & ((1 << fractionBits) - 1);
    if (exponent == 0) {
      // Zero, or a subnormal number: exact in single precision, whose exponent reaches lower.
      float magnitude = Math.scalb((float) fraction, 1 - bias - fractionBits);
      return sign == 0 ? magnitude : -magnitude;
    }
    int wide =
        exponent == (1 << exponentBits) - 1 ? 2 * FLOAT_BIAS + 1 : exponent - bias + FLOAT_BIAS;
    return Float.intBitsToFloat(
        sign << 31 | wide << FLOAT_FRACTION | fraction << (FLOAT_FRACTION - fractionBits));
  }
}
