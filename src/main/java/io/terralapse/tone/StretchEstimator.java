package io.terralapse.tone;

import io.terralapse.model.Quantity;
import io.terralapse.model.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Estimates one stretch for the sequence, so that a change of brightness in the video is a change
 * on the ground or of the illumination, not of contrast. Deterministic and thread-safe.
 *
 * <p>Each date has its own dark and bright levels, which are pooled by an order statistic over the
 * dates. It is below the median because unmasked pixels are cloud far more often than shadow: with
 * a third of the dates overcast it is still in the middle of the clear ones, and the darker dates
 * of a year keep their shadows.
 */
public final class StretchEstimator {
  /** The quantile of the dates' levels that is used, 0 to 1. */
  private static final double POOL = 0.3;

  /**
   * Of nearly every date at most so much is darker than black or brighter than white, per mille.
   */
  private static final int DARKEST = 12;

  private static final int BRIGHTEST = 996;

  /** A date whose mask misses its clouds must not decide on white. */
  private static final double NEARLY_ALL = 0.9;

  /** Black is so far below the dark level, and the middle so far above, as parts of the range. */
  private static final double TOE = 0.02;

  private static final double MIDDLE = 0.35;

  /** A date with cloud shadows must not decide on black: all others would look hazy. */
  private static final double DEEPEST = 0.04;

  /** No more than this share of the pixels of all dates is to be black, per mille. */
  private static final int CLIPPED = 8;

  /** For which black may be this part of the range below the dark level of most dates. */
  private static final double DARK_SETS = 0.2;

  /** What the curve shows beyond the range: nearly all that any date has, per mille. */
  private static final int ALL_BUT_DARKEST = 4;

  private static final int ALL_BUT_BRIGHTEST = 998;

  /**
   * How far the curve extends below the range, as a fraction of it: at least to where cloud shadows
   * are, which samples leave out.
   */
  private static final double LEAST_SHADOWS = 0.05;

  private static final double MOST_SHADOWS = 0.5;

  /** How far the curve extends above the range: at least to where most clouds are. */
  private static final double LEAST_HIGHLIGHTS = 4;

  private static final double MOST_HIGHLIGHTS = 6;

  /** Of no date more than so much is to be outside of the range, per mille. */
  private static final int OUTER = 15;

  /** Most that a range is extended at each end to reach that, as a fraction of it. */
  private static final double MOST_OUTSIDE = 0.25;

  /** White is at most this many times as far from black as the bright level. */
  private static final double MOST_FACTOR = 3;

  private static final int LOWER_QUARTILE = 250;
  private static final int UPPER_QUARTILE = 750;

  /** How much of the light of the middle the power alone may give. */
  private static final double STRAIGHTEST = 0.9;

  private StretchEstimator() {}

  /**
   * Estimates the pooled stretch, or uses the fixed range of the settings where one is given.
   *
   * @param samples one per date, in any order, all with the same number of bands; empty ones are
   *     ignored, and if all are empty the natural range of the quantity is used
   * @param settings range, gamma and background
   * @param quantity what the values mean
   * @throws UserError (usage) if the fixed range or gamma is invalid
   */
  public static Stretch estimate(
      List<ToneSample> samples, ToneSettings settings, Quantity quantity) {
    if (!(settings.gamma() > 0) || !Double.isFinite(settings.gamma())) {
      throw UserError.usage(
          "look.gamma: "
              + settings.gamma()
              + " is not a positive number; 1.0 leaves tones unchanged.");
    }
    int bands = samples.isEmpty() ? 1 : samples.get(0).bandCount();
    double[] low = new double[bands];
    double[] high = new double[bands];
    List<ToneSample> usable = samples.stream().filter(s -> !s.isEmpty()).toList();
    DisplayLevels levels = DisplayLevels.of(quantity);
    ToneCurve curve = ToneCurve.LINEAR;
    // Curves are for photographs: a colour map must stay linear in the values.
    boolean photograph = settings.colourMap().isEmpty();
    if (settings.range().isPresent()) {
      ToneSettings.Range range = checked(settings.range().get());
      Arrays.fill(low, range.low());
      Arrays.fill(high, range.high());
    } else if (usable.isEmpty()) {
      Arrays.fill(low, levels.naturalLow());
      Arrays.fill(high, levels.naturalHigh());
    } else {
      pool(usable, levels, low, high);
      if (quantity == Quantity.DISPLAY) {
        limitGain(low, high);
        reach(usable, low, high, bands == 1 ? 1 : NEARLY_ALL);
        Arrays.fill(low, Math.max(0, Arrays.stream(low).min().orElse(0)));
        Arrays.fill(high, Math.min(255, Arrays.stream(high).max().orElse(255)));
        curve = photograph ? extendedToEnds(usable, low[0], high[0]) : curve;
      } else if (levels.scene() && photograph) {
        balance(levels, low, high);
        curve = shape(usable, settings.preset(), low, high);
      } else {
        balance(levels, low, high);
        widen(low, high, levels.headroom());
        if (quantity == Quantity.INDEX) {
          reach(usable, low, high, 1);
        }
        encompass(usable, low, high, quantity == Quantity.INDEX ? 1 : NEARLY_ALL);
      }
    }
    return new Stretch(
        low,
        high,
        settings.gamma(),
        curve,
        settings.preset().saturation() * settings.saturation(),
        settings.background(),
        bands == 1 ? settings.colourMap() : Optional.empty());
  }

  private static ToneSettings.Range checked(ToneSettings.Range range) {
    if (!(range.high() > range.low()) || !Double.isFinite(range.high() - range.low())) {
      throw UserError.usage(
          "look.stretch: "
              + range.low()
              + " to "
              + range.high()
              + " is not an ascending range; give the darkest value first.");
    }
    return range;
  }

  private static void pool(
      List<ToneSample> dates, DisplayLevels levels, double[] low, double[] high) {
    for (int b = 0; b < low.length; b++) {
      low[b] = pooled(dates, b, levels.darkPermille());
      high[b] = pooled(dates, b, levels.brightPermille());
    }
  }

  private static double pooled(List<ToneSample> dates, int band, int permille) {
    double[] levels = new double[dates.size()];
    for (int d = 0; d < levels.length; d++) {
      levels[d] = dates.get(d).quantile(band, permille);
    }
    Arrays.sort(levels);
    double position = POOL * (levels.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, levels.length - 1);
    return levels[below] + (position - below) * (levels[above] - levels[below]);
  }

  /** Display values keep their colours (one range for all bands) and nearly their contrast. */
  private static void limitGain(double[] low, double[] high) {
    double dark = Math.max(0, Math.min(24, Arrays.stream(low).min().orElse(0)));
    double bright = Math.max(196, Math.min(255, Arrays.stream(high).max().orElse(255)));
    Arrays.fill(low, dark);
    Arrays.fill(high, bright);
  }

  /**
   * The dark level is set per band, which removes most of the atmospheric haze. The white level is
   * the geometric mean of a per-band and a common one: per-band levels would turn green land grey,
   * a common one would keep the colour cast of the illumination.
   */
  private static void balance(DisplayLevels levels, double[] low, double[] high) {
    double leastSpan = levels.leastSpan(Arrays.stream(high).max().orElse(0));
    double common = 1;
    for (int b = 0; b < low.length; b++) {
      common *= Math.max(high[b] - low[b], leastSpan);
    }
    common = StrictMath.pow(common, 1.0 / low.length);
    for (int b = 0; b < low.length; b++) {
      double span = Math.max(high[b] - low[b], leastSpan);
      high[b] = low[b] + Math.sqrt(span * common);
    }
  }

  /**
   * Extends the range to what half of the pixels of a date have: in a seasonal series the levels of
   * most dates may be far from those of some, which would be white or black as a whole.
   *
   * @param share of the dates that count, 0 to 1: a photograph may be overcast, an index has bounds
   */
  private static void reach(List<ToneSample> dates, double[] low, double[] high, double share) {
    for (int b = 0; b < low.length; b++) {
      low[b] = Math.min(low[b], level(dates, b, LOWER_QUARTILE, 1 - share));
      high[b] = Math.max(high[b], level(dates, b, UPPER_QUARTILE, share));
    }
  }

  /**
   * Extends the range, within bounds, to what dates have but for a few per cent of their pixels.
   *
   * @param share of the dates that count, 0 to 1: the noise at the border of a radar scene is dark
   */
  private static void encompass(List<ToneSample> dates, double[] low, double[] high, double share) {
    for (int b = 0; b < low.length; b++) {
      double most = MOST_OUTSIDE * (high[b] - low[b]);
      low[b] = Math.max(low[b] - most, Math.min(low[b], level(dates, b, OUTER, 1 - share)));
      high[b] = Math.min(high[b] + most, Math.max(high[b], level(dates, b, 1000 - OUTER, share)));
    }
  }

  /**
   * A straight line between the ends of the range. Where a date has more than a few pixels outside
   * of it, the line extends to 0 and 255, so that nothing is clipped that the photograph still has.
   */
  private static ToneCurve extendedToEnds(List<ToneSample> dates, double low, double high) {
    boolean dark = false;
    boolean bright = false;
    for (int b = 0; b < dates.get(0).bandCount(); b++) {
      dark |= level(dates, b, OUTER, 0) < low;
      bright |= level(dates, b, 1000 - OUTER, 1) > high;
    }
    double range = high - low;
    return ToneCurve.LINEAR.extended(dark ? low / range : 0, bright ? (255 - high) / range : 0);
  }

  private static void widen(double[] low, double[] high, double factor) {
    for (int b = 0; b < low.length; b++) {
      high[b] = low[b] + (high[b] - low[b]) * factor;
    }
  }

  /**
   * Extends the range to what is darker and brighter on nearly all dates, by the same factor in all
   * channels, which keeps colours, and finds the curve that shows the middle as bright as before.
   *
   * @param low by channel, dark level; becomes black
   * @param high by channel, bright level; becomes white
   */
  private static ToneCurve shape(
      List<ToneSample> dates, TonePreset preset, double[] low, double[] high) {
    if (preset == TonePreset.RADAR) {
      for (int b = 0; b < low.length; b++) {
        high[b] = Math.max(high[b], level(dates, b, BRIGHTEST, NEARLY_ALL));
        low[b] = Math.min(0, low[b]);
      }
      return ToneCurve.LOGARITHMIC;
    }
    double leastFactor =
        (MIDDLE + TOE) / StrictMath.pow(STRAIGHTEST * preset.middleLight(), 1 / preset.contrast());
    double factor = leastFactor;
    double[] range = new double[low.length];
    for (int b = 0; b < low.length; b++) {
      range[b] = high[b] - low[b];
      double darkest = level(dates, b, DARKEST, 1 - NEARLY_ALL);
      double few = Math.max(low[b] - DARK_SETS * range[b], pooledQuantile(dates, b, CLIPPED));
      low[b] = Math.max(low[b] - DEEPEST * range[b], Math.min(low[b], darkest));
      low[b] = Math.min(low[b], few) - TOE * range[b];
      factor = Math.max(factor, (level(dates, b, BRIGHTEST, NEARLY_ALL) - low[b]) / range[b]);
    }
    factor = Math.min(factor, Math.max(MOST_FACTOR, leastFactor));
    for (int b = 0; b < low.length; b++) {
      high[b] = low[b] + factor * range[b];
    }
    return extended(
        ToneCurve.through(preset.contrast(), (MIDDLE + TOE) / factor, preset.middleLight()),
        dates,
        low,
        high);
  }

  /**
   * Extends a curve beyond the range as far as single dates go, by the same fraction of the range
   * in all channels, which keeps greys grey.
   */
  private static ToneCurve extended(
      ToneCurve curve, List<ToneSample> dates, double[] low, double[] high) {
    double below = LEAST_SHADOWS;
    double above = LEAST_HIGHLIGHTS;
    for (int b = 0; b < low.length; b++) {
      double range = high[b] - low[b];
      below = Math.max(below, (low[b] - level(dates, b, ALL_BUT_DARKEST, 0)) / range);
      above = Math.max(above, (level(dates, b, ALL_BUT_BRIGHTEST, 1) - high[b]) / range);
    }
    return curve.extended(Math.min(below, MOST_SHADOWS), Math.min(above, MOST_HIGHLIGHTS));
  }

  /** The quantile of the pixels of all dates together, which count alike; per mille. */
  private static double pooledQuantile(List<ToneSample> dates, int band, int permille) {
    float[] all = new float[dates.size() * (ToneSample.STEPS + 1)];
    int n = 0;
    for (ToneSample date : dates) {
      for (int q = 0; q <= ToneSample.STEPS; q++) {
        all[n++] = (float) date.quantile(band, q);
      }
    }
    Arrays.sort(all);
    return all[(int) ((long) (n - 1) * permille / 1000)];
  }

  /** The quantile over the dates, 0 to 1, of a quantile of each. */
  private static double level(List<ToneSample> dates, int band, int permille, double share) {
    double[] levels =
        dates.stream().mapToDouble(d -> d.quantile(band, permille)).sorted().toArray();
    return levels[(int) Math.round(share * (levels.length - 1))];
  }
}
