package io.terralapse.encode.gif;

import io.terralapse.model.Srgb;

/**
 * Conversion of 8-bit sRGB to Oklab (Ottosson 2020, "A perceptual color space for image
 * processing"), in which equal distances look equally different. A viewing flare is added to the
 * linear light before, as no screen is seen without one: by itself the cube root would give the
 * darkest code values ten times the weight of those in the middle. The axes of colour are
 * stretched. Stateless, thread-safe.
 */
final class Oklab {
  /**
   * Light that screen and room add to every pixel, as a part of white. With it one code value is
   * the same distance near black as in the middle of the range.
   */
  private static final double FLARE = 0.005;

  /**
   * Factor of the axes of colour. Oklab's own unit would do for large areas; at single pixels
   * errors of colour are seen more than it says, as a palette's errors of colour have few
   * directions.
   */
  static final double COLOUR = 1.5;

  private static final int LEVELS = 1 << 14;
  private static final float[] LINEAR = Srgb.linearTable();
  private static final float[] ROOT = roots();

  private Oklab() {}

  /**
   * Converts one colour.
   *
   * @param rgb {@code 0x00RRGGBB}
   * @param out lightness (0 to 1), green to red, blue to yellow at {@code at}, {@code at + stride}
   *     and {@code at + 2 * stride}
   */
  static void convert(int rgb, float[] out, int at, int stride) {
    float r = LINEAR[rgb >> 16 & 0xFF];
    float g = LINEAR[rgb >> 8 & 0xFF];
    float b = LINEAR[rgb & 0xFF];
    float l = root((float) (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b));
    float m = root((float) (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b));
    float s = root((float) (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b));
    out[at] = (float) (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s);
    out[at + stride] = (float) (COLOUR * (1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s));
    out[at + 2 * stride] =
        (float) (COLOUR * (0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s));
  }

  /**
   * The colour nearest to a point of Oklab, {@code 0x00RRGGBB}; points outside of sRGB are clipped.
   */
  static int toRgb(double lightness, double greenRed, double blueYellow) {
    double a = greenRed / COLOUR;
    double b = blueYellow / COLOUR;
    double l = light(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = light(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = light(lightness - 0.0894841775 * a - 1.2914855480 * b);
    int red = code(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
    int green = code(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
    int blue = code(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
    return red << 16 | green << 8 | blue;
  }

  private static double light(double root) {
    return root * root * root * (1 + FLARE) - FLARE;
  }

  private static int code(double linear) {
    return (int) Math.rint(255 * Srgb.toCode(Math.max(0, Math.min(1, linear))));
  }

  private static float root(float linear) {
    float position = linear * (LEVELS - 2);
    int level = (int) position;
    float low = ROOT[level];
    return low + (position - level) * (ROOT[level + 1] - low);
  }

  private static float[] roots() {
    float[] table = new float[LEVELS];
    for (int i = 0; i < LEVELS; i++) {
      table[i] = (float) StrictMath.cbrt((i / (LEVELS - 2.0) + FLARE) / (1 + FLARE));
    }
    return table;
  }
}
