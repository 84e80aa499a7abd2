package io.terralapse.tone;

import io.terralapse.model.ContentDigest;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.Picture;
import java.util.Optional;

/**
 * A fixed mapping from physical values to 8-bit display codes: {@code 255 * curve(((v - low) /
 * (high - low)) ^ (1 / gamma))}, clamped and rounded to the nearest code, then more or less
 * saturated. Low and high are the ends of the range; a curve that extends beyond them shows what is
 * outside nearly black and nearly white. The same object serves every date of a sequence. Immutable
 * and thread-safe.
 */
public final class Stretch {
  /** Pixels processed at a time, so that they stay in the processor's cache. */
  private static final int CHUNK = 4096;

  private static final int BINS = 4096;
  private static final int SATURATION_BITS = 10;
  private static final int SATURATION_ONE = 1 << SATURATION_BITS;

  private final double[] low;
  private final double[] high;
  private final double gamma;
  private final ToneCurve curve;
  private final double saturation;

  /** What the curve covers, as a multiple of the range: 1 if it ends with the range. */
  private final double extent;

  private final int background;
  private final Optional<ColourMap> colours;

  /** {@code startCode[bin]} is the code at the lower bound of a bin. */
  private final byte[] startCode;

  /** {@code threshold[c]} is the position in 0..BINS from which code c is shown. */
  private final float[] threshold;

  /**
   * @param low per band, the value shown as 0
   * @param high per band, the value shown as 255; greater than {@code low}
   * @param gamma positive; 1 is linear, above 1 lifts the shadows
   * @param background colour of no-data pixels, {@code 0xRRGGBB}
   * @throws IllegalArgumentException if a pair is not finite and ascending, or gamma not positive
   */
  public Stretch(double[] low, double[] high, double gamma, int background) {
    this(low, high, gamma, background, Optional.empty());
  }

  /**
   * A stretch of one band with a colour map.
   *
   * @param low per band, the value shown as 0
   * @param high per band, the value shown as 255; greater than {@code low}
   * @param gamma positive; 1 is linear, above 1 lifts the shadows
   * @param background colour of no-data pixels, {@code 0xRRGGBB}
   * @param colours the colour of each code; empty shows one band as grey
   * @throws IllegalArgumentException if a pair is not finite and ascending, gamma is not positive,
   *     or there are colours for several bands
   */
  public Stretch(
      double[] low, double[] high, double gamma, int background, Optional<ColourMap> colours) {
    this(low, high, gamma, ToneCurve.LINEAR, 1, background, colours);
  }

  /**
   * A stretch with a curve.
   *
   * @param low per band, the dark end of the range
   * @param high per band, the bright end of the range; greater than {@code low}
   * @param gamma positive; above 1 lifts the shadows
   * @param saturation of three bands; 0 is grey, 1 leaves colours as they are
   * @param background colour of no-data pixels, {@code 0xRRGGBB}
   * @param colours the colour of each code; empty shows one band as grey
   * @throws IllegalArgumentException if a pair is not finite and ascending, gamma is not positive,
   *     saturation is negative, or there are colours for several bands
   */
  public Stretch(
      double[] low,
      double[] high,
      double gamma,
      ToneCurve curve,
      double saturation,
      int background,
      Optional<ColourMap> colours) {
    if (low.length == 0 || low.length != high.length) {
      throw new IllegalArgumentException("bands: " + low.length + " and " + high.length);
    }
    for (int b = 0; b < low.length; b++) {
      if (!Double.isFinite(low[b]) || !Double.isFinite(high[b]) || high[b] <= low[b]) {
        throw new IllegalArgumentException("band " + b + ": " + low[b] + " to " + high[b]);
      }
    }
    if (colours.isPresent() && low.length > 1) {
      throw new IllegalArgumentException("colours for " + low.length + " bands");
    }
    if (!(gamma > 0) || !Double.isFinite(gamma)) {
      throw new IllegalArgumentException("gamma: " + gamma);
    }
    if (!(saturation >= 0) || !Double.isFinite(saturation)) {
      throw new IllegalArgumentException("saturation: " + saturation);
    }
    this.low = low.clone();
    this.high = high.clone();
    this.gamma = gamma;
    this.curve = curve;
    this.saturation = saturation;
    this.background = background & 0xFFFFFF;
    this.colours = colours;
    this.extent = 1 + curve.shadows() + curve.highlights();
    this.threshold = thresholds(curve, gamma, extent);
    this.startCode = startCodes(threshold);
  }

  /** The same colours and background with other ranges and another curve. */
  Stretch with(
      double[] otherLow,
      double[] otherHigh,
      double otherGamma,
      ToneCurve otherCurve,
      double otherSaturation) {
    return new Stretch(
        otherLow, otherHigh, otherGamma, otherCurve, otherSaturation, background, colours);
  }

  private static float[] thresholds(ToneCurve curve, double gamma, double extent) {
    float[] threshold = new float[257];
    for (int c = 1; c <= 255; c++) {
      double position = curve.position((c - 0.5) / 255);
      if (position > 0 && position < 1) {
        position = StrictMath.pow(position, gamma);
      }
      threshold[c] = (float) (BINS * (curve.shadows() + position) / extent);
    }
    threshold[256] = Float.POSITIVE_INFINITY;
    return threshold;
  }

  private static byte[] startCodes(float[] threshold) {
    byte[] start = new byte[BINS + 1];
    int code = 0;
    for (int bin = 0; bin <= BINS; bin++) {
      while (threshold[code + 1] <= bin) {
        code++;
      }
      start[bin] = (byte) code;
    }
    return start;
  }

  /** Number of bands that the stretch maps. */
  public int bandCount() {
    return low.length;
  }

  /** The dark end of a band's range, which is shown as 0 unless the curve extends below it. */
  public double low(int band) {
    return low[band];
  }

  /** The bright end of a band's range, which is shown as 255 unless the curve extends above it. */
  public double high(int band) {
    return high[band];
  }

  /** The gamma; 1 is linear, above 1 lifts the shadows. */
  public double gamma() {
    return gamma;
  }

  /** The curve. */
  public ToneCurve curve() {
    return curve;
  }

  /** The saturation; 1 leaves colours as they are. */
  public double saturation() {
    return saturation;
  }

  /** The colour map of a single band; empty if it is shown as grey. */
  public Optional<ColourMap> colours() {
    return colours;
  }

  /** Adds everything that decides the picture of a frame to a digest. */
  public void addTo(ContentDigest digest) {
    digest.add(low.length);
    for (int band = 0; band < low.length; band++) {
      digest.add(low[band]);
      digest.add(high[band]);
    }
    digest.add(gamma);
    curve.addTo(digest);
    digest.add(saturation);
    digest.add(background);
    digest.add(colours.map(ColourMap::name).orElse(""));
  }

  /** The colour {@code 0xRRGGBB} that {@link #apply} gives to a value of the first band. */
  public int colourOf(double value) {
    Frame one = new Frame(1, 1, new float[low.length][1], new byte[1]);
    for (int band = 0; band < low.length; band++) {
      one.band(band)[0] = (float) value;
    }
    return apply(one).rgb()[0];
  }

  /**
   * Renders the picture of one date: one band becomes grey or gets its colour map, the first three
   * of several become red, green and blue. No-data pixels and NaN become the background.
   *
   * @throws IllegalArgumentException if the frame has another number of bands
   */
  public Picture apply(Frame frame) {
    if (frame.bandCount() != low.length) {
      throw new IllegalArgumentException(
          "bands: " + frame.bandCount() + ", stretch for " + low.length);
    }
    Picture picture = new Picture(frame.width(), frame.height());
    int[] rgb = picture.rgb();
    boolean colour = low.length >= 3;
    float[] red = frame.band(0);
    float[] green = colour ? frame.band(1) : red;
    float[] blue = colour ? frame.band(2) : red;
    LinearMap r = linearMap(0);
    LinearMap g = linearMap(colour ? 1 : 0);
    LinearMap b = linearMap(colour ? 2 : 0);
    for (int from = 0; from < rgb.length; from += CHUNK) {
      int end = Math.min(rgb.length, from + CHUNK);
      if (isProportional()) {
        linear(red, green, blue, r, g, b, rgb, from, end);
      } else {
        curved(red, green, blue, r, g, b, rgb, from, end);
      }
      if (colours.isPresent()) {
        applyColours(colours.get(), rgb, from, end);
      }
      if (colour && saturation != 1) {
        saturate(rgb, from, end, (int) Math.round(saturation * SATURATION_ONE));
      }
      paintBackground(frame.flags(), red, green, blue, rgb, from, end);
    }
    return picture;
  }

  /** The linear part of a band's stretch: value times scale plus offset. */
  private record LinearMap(float scale, float offset) {}

  private LinearMap linearMap(int band) {
    boolean proportional = isProportional();
    double range = high[band] - low[band];
    double scale = (proportional ? 255 : BINS) / (range * extent);
    double first = low[band] - curve.shadows() * range;
    return new LinearMap((float) scale, (float) (-first * scale + (proportional ? 0.5 : 0)));
  }

  private boolean isProportional() {
    return gamma == 1 && curve.kind() == ToneCurve.Kind.LINEAR && extent == 1;
  }

  /**
   * Moves colours away from, or towards, the grey of their luma (BT.709). Where a channel would
   * become black or white, it keeps an eighth of its distance, and the others follow: chroma is
   * reduced to the gamut at constant hue and luma, in place of being clipped.
   */
  private static void saturate(int[] rgb, int from, int end, int factor) {
    for (int i = from; i < end; i++) {
      int red = rgb[i] >> 16 & 0xFF;
      int green = rgb[i] >> 8 & 0xFF;
      int blue = rgb[i] & 0xFF;
      int luma = (13_933 * red + 46_871 * green + 4_732 * blue + 32_768) >> 16;
      int least = Math.min(red, Math.min(green, blue));
      int most = Math.max(red, Math.max(green, blue));
      int own = factor;
      if (factor > SATURATION_ONE) {
        own = Math.min(own, reach(luma - least, luma - (least + 7) / 8));
        own = Math.min(own, reach(most - luma, 255 - (262 - most) / 8 - luma));
      }
      rgb[i] = mixed(luma, red, own) << 16 | mixed(luma, green, own) << 8 | mixed(luma, blue, own);
    }
  }

  /** The factor by which a distance becomes another, at least 1. */
  private static int reach(int distance, int largest) {
    return distance <= 0
        ? Integer.MAX_VALUE
        : Math.max(SATURATION_ONE, (largest << SATURATION_BITS) / distance);
  }

  private static int mixed(int luma, int code, int factor) {
    int mixed = luma + (((code - luma) * factor + SATURATION_ONE / 2) >> SATURATION_BITS);
    return Math.max(0, Math.min(255, mixed));
  }

  private static void linear(
      float[] red,
      float[] green,
      float[] blue,
      LinearMap r,
      LinearMap g,
      LinearMap b,
      int[] rgb,
      int from,
      int end) {
    for (int i = from; i < end; i++) {
      rgb[i] =
          clamp(red[i] * r.scale + r.offset, 255) << 16
              | clamp(green[i] * g.scale + g.offset, 255) << 8
              | clamp(blue[i] * b.scale + b.offset, 255);
    }
  }

  private void curved(
      float[] red,
      float[] green,
      float[] blue,
      LinearMap r,
      LinearMap g,
      LinearMap b,
      int[] rgb,
      int from,
      int end) {
    for (int i = from; i < end; i++) {
      rgb[i] =
          code(red[i] * r.scale + r.offset) << 16
              | code(green[i] * g.scale + g.offset) << 8
              | code(blue[i] * b.scale + b.offset);
    }
  }

  /** Replaces grey codes by their colours. */
  private static void applyColours(ColourMap map, int[] rgb, int from, int end) {
    for (int i = from; i < end; i++) {
      rgb[i] = map.rgb(rgb[i] & 0xFF);
    }
  }

  /**
   * Clamps after the conversion to int, which saturates and maps NaN to 0: faster than clamping
   * floats.
   */
  private static int clamp(float position, int most) {
    return Math.max(0, Math.min(most, (int) position));
  }

  /** The code of a position on the gamma curve. */
  private int code(float position) {
    int code = startCode[clamp(position, BINS)] & 0xFF;
    while (position >= threshold[code + 1]) {
      code++;
    }
    return code;
  }

  /** Sets no-data pixels and NaN to the background. */
  private void paintBackground(
      byte[] flags, float[] red, float[] green, float[] blue, int[] rgb, int from, int end) {
    for (int i = from; i < end; i++) {
      if (!Flags.isValid(flags[i]) || Float.isNaN(red[i] + green[i] + blue[i])) {
        rgb[i] = background;
      }
    }
  }
}
