package io.terralapse.tone;

import io.terralapse.model.ContentDigest;
import io.terralapse.model.Srgb;
import java.util.Locale;

/**
 * The curve from a position in the range that is shown (0 black, 1 white) to the brightness of the
 * picture.
 *
 * <p>{@link Kind#FILMIC} has a toe that keeps shadows and a shoulder that keeps bright roofs, sand
 * and snow. It works in linear light, whose proportions are those of reflectance: light {@code L =
 * x^n (1 + c) / (x^n + c)} (Naka and Rushton 1966, the response of photoreceptors), encoded by the
 * transfer function of sRGB (IEC 61966-2-1).
 *
 * <p>A curve may extend beyond both ends of the range, with a few codes for each: shadows and
 * highlights of single dates keep their detail there, in place of being clipped, and cost the
 * others hardly any contrast.
 *
 * @param kind shape of the curve
 * @param contrast the exponent n; above 1 there is a toe; unused by other kinds
 * @param shoulder the constant c; the smaller, the longer the shoulder; unused by other kinds
 * @param shadows how far the curve extends below the range, as a fraction of the range; 0 clips
 *     there
 * @param highlights how far the curve extends above the range, as a fraction of the range; 0 clips
 *     there
 */
public record ToneCurve(
    Kind kind, double contrast, double shoulder, double shadows, double highlights) {
  /** Shapes of curves. */
  public enum Kind {
    /** Codes in proportion to values. */
    LINEAR,
    /** With toe and shoulder. */
    FILMIC,
    /** Codes in proportion to the logarithm of values, over two decades: 20 dB of intensity. */
    LOGARITHMIC;

    /** The keyword in lock and ledger. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Codes in proportion to values. */
  public static final ToneCurve LINEAR = new ToneCurve(Kind.LINEAR, 1, 1);

  /** The logarithm of values. */
  public static final ToneCurve LOGARITHMIC = new ToneCurve(Kind.LOGARITHMIC, 1, 1);

  private static final double FLOOR = 0.01;

  /** The brightness up to which shadows below the range are shown: nearly black. */
  private static final double SHADOW_END = 10 / 255.0;

  /** The brightness from which highlights above the range are shown: nearly white. */
  private static final double HIGHLIGHT_START = 245 / 255.0;

  /** Checks the numbers. */
  public ToneCurve {
    if (!(contrast > 0)
        || !(shoulder > 0)
        || !Double.isFinite(contrast)
        || !Double.isFinite(shoulder)) {
      throw new IllegalArgumentException("contrast " + contrast + ", shoulder " + shoulder);
    }
    if (!(shadows >= 0) || !(highlights >= 0) || !Double.isFinite(shadows + highlights)) {
      throw new IllegalArgumentException("shadows " + shadows + ", highlights " + highlights);
    }
  }

  /** A curve that ends with the range. */
  public ToneCurve(Kind kind, double contrast, double shoulder) {
    this(kind, contrast, shoulder, 0, 0);
  }

  /**
   * The filmic curve through a point.
   *
   * @param contrast above 0
   * @param position 0 to 1, exclusive
   * @param light linear light at the position; more than {@code position^contrast}
   * @throws IllegalArgumentException if no such curve exists
   */
  static ToneCurve through(double contrast, double position, double light) {
    double power = StrictMath.pow(position, contrast);
    return new ToneCurve(Kind.FILMIC, contrast, power * (1 - light) / (light - power));
  }

  /** The same curve, extended beyond the range. */
  ToneCurve extended(double below, double above) {
    return new ToneCurve(kind, contrast, shoulder, below, above);
  }

  /**
   * The position that is shown with a brightness.
   *
   * @param code brightness as a fraction of the largest code, 0 to 1
   * @return {@code -shadows} to {@code 1 + highlights}; 0 to 1 is the range
   */
  double position(double code) {
    double start = shadows > 0 ? SHADOW_END : 0;
    double end = highlights > 0 ? HIGHLIGHT_START : 1;
    if (code < start) {
      return shadows * (code / start - 1);
    }
    if (code > end) {
      // Values just above the range get most of the codes; a few are enough for cloud, far above.
      double share = (code - end) / (1 - end);
      return 1 + highlights * share * share;
    }
    return positionInRange((code - start) / (end - start));
  }

  private double positionInRange(double code) {
    return switch (kind) {
      case LINEAR -> code;
      case FILMIC -> {
        double light = Srgb.toLinear(code);
        yield StrictMath.pow(shoulder * light / (1 + shoulder - light), 1 / contrast);
      }
      case LOGARITHMIC -> FLOOR * (StrictMath.pow(1 + 1 / FLOOR, code) - 1);
    };
  }

  /** Adds everything that decides the curve to a digest. */
  void addTo(ContentDigest digest) {
    digest.add(kind.name());
    digest.add(contrast);
    digest.add(shoulder);
    digest.add(shadows);
    digest.add(highlights);
  }
}
