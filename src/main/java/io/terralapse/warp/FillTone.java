package io.terralapse.warp;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.Arrays;

/**
 * Brings the values of another date to the tone of a frame, so that pixels filled from it do not
 * stand out. Two steps, each per band and from the pixels that are clear in both:
 *
 * <ol>
 *   <li>a gain and an offset for the whole frame, from medians and the spread around them;
 *   <li>what remains, averaged over cells of a few pixels and interpolated smoothly across gaps, so
 *       that both sides of the border of a gap agree.
 * </ol>
 *
 * <p>Both are bounded: land that changed, or cloud that no mask flags, moves them little. With too
 * few common pixels values stay as they are. Not thread-safe.
 */
final class FillTone {
  /** Fewer common pixels tell nothing about tone. */
  private static final int LEAST_PIXELS = 256;

  /** Medians are taken of about this many pixels. */
  private static final int SAMPLE = 20_000;

  private static final double MOST_GAIN = 1.5;

  /** Residuals beyond this many median deviations are land that changed, and are cut off there. */
  private static final double MOST_DEVIATIONS = 4;

  /** Least side of a cell, pixels; an eighth of its pixels make its average count fully. */
  private static final int CELL = 8;

  private static final int MOST_CELLS = 256;
  private static final double FULL_SHARE = 0.125;

  private final Frame other;
  private final int cell;
  private final double[] gain;
  private final double[] offset;
  private final SmoothField[] residual;

  private FillTone(Frame other, int cell) {
    this.other = other;
    this.cell = cell;
    this.gain = new double[other.bandCount()];
    this.offset = new double[other.bandCount()];
    this.residual = new SmoothField[other.bandCount()];
    Arrays.fill(gain, 1);
  }

  /** Compares two frames of one size, of which the second is to fill gaps of the first. */
  static FillTone of(Frame frame, Frame other) {
    int longSide = Math.max(frame.width(), frame.height());
    FillTone tone = new FillTone(other, Math.max(CELL, (longSide + MOST_CELLS - 1) / MOST_CELLS));
    int[] common = common(frame, other);
    if (common.length >= LEAST_PIXELS) {
      for (int band = 0; band < other.bandCount(); band++) {
        tone.estimate(frame, band, common);
      }
    }
    return tone;
  }

  /** Pixels that are clear in both, without those that were filled before. */
  private static int[] common(Frame frame, Frame other) {
    byte[] own = frame.flags();
    byte[] from = other.flags();
    int[] common = new int[own.length];
    int n = 0;
    for (int i = 0; i < own.length; i++) {
      if (Flags.isClear(own[i]) && Flags.isClear(from[i]) && (own[i] & Flags.FILLED) == 0) {
        common[n++] = i;
      }
    }
    return Arrays.copyOf(common, n);
  }

  private void estimate(Frame frame, int band, int[] common) {
    float[] own = frame.band(band);
    float[] from = other.band(band);
    int step = Math.max(1, common.length / SAMPLE);
    double[] a = new double[(common.length + step - 1) / step];
    double[] b = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      a[i] = own[common[i * step]];
      b[i] = from[common[i * step]];
    }
    double centre = median(a);
    double otherCentre = median(b);
    double spread = deviation(a, centre);
    double otherSpread = deviation(b, otherCentre);
    if (!Double.isFinite(centre + otherCentre + spread + otherSpread)) {
      return;
    }
    gain[band] =
        spread > 0 && otherSpread > 0
            ? Math.max(1 / MOST_GAIN, Math.min(MOST_GAIN, spread / otherSpread))
            : 1;
    offset[band] = centre - gain[band] * otherCentre;
    for (int i = 0; i < a.length; i++) {
      a[i] = a[i] - gain[band] * b[i] - offset[band];
    }
    double most = MOST_DEVIATIONS * deviation(a, 0);
    SmoothField field = new SmoothField(frame.width(), frame.height(), cell);
    for (int pixel : common) {
      double rest = own[pixel] - gain[band] * from[pixel] - offset[band];
      if (Double.isFinite(rest)) {
        field.add(pixel, Math.max(-most, Math.min(most, rest)));
      }
    }
    field.smooth(FULL_SHARE);
    residual[band] = field;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double deviation(double[] values, double from) {
    double[] distance = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      distance[i] = Math.abs(values[i] - from);
    }
    return median(distance);
  }

  /** The other date's value of a pixel, in the tone of the frame. */
  float of(int band, int pixel) {
    float value = other.band(band)[pixel];
    SmoothField field = residual[band];
    return field == null ? value : (float) (gain[band] * value + offset[band] + field.at(pixel));
  }
}
