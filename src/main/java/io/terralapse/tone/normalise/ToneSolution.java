package io.terralapse.tone.normalise;

import java.util.Arrays;
import java.util.List;

/**
 * The tone of every date from measured pairs: log gains, then offsets for these gains, each as a
 * network of differences.
 */
final class ToneSolution {
  /** Gains of dates before they are measured: 1 with this standard deviation, log units. */
  private static final double EXPECTED_GAIN = 0.12;

  private static final double EXPECTED_WIDE_GAIN = 0.2;

  /** Offsets before they are measured, as a part of the mean value. */
  private static final double EXPECTED_OFFSET = 0.15;

  private final double[][] logGain;
  private final double[][] offset;

  /**
   * Values, not copied.
   *
   * @param logGain {@code [channel][date]}
   * @param offset {@code [channel][date]}, in units of the channel's intensity
   */
  ToneSolution(double[][] logGain, double[][] offset) {
    this.logGain = logGain;
    this.offset = offset;
  }

  double[][] logGain() {
    return logGain;
  }

  double[][] offset() {
    return offset;
  }

  /**
   * What a solution may be.
   *
   * @param offsets whether there are offsets
   * @param mostLogGain bound on log gains
   * @param together whether the gains of a date are reduced together to that bound, so that its
   *     colours stay as measured
   * @param mostOffset bound on offsets, as a part of the mean value of unchanged pixels
   */
  record Limits(boolean offsets, double mostLogGain, boolean together, double mostOffset) {}

  /**
   * Solves.
   *
   * @param dates how many there are
   * @param channels how many there are
   * @param knownLog {@code [channel][date]}, log gains that stay; NaN where they are to be found
   * @param knownOffset {@code [channel][date]}, offsets that stay; NaN likewise
   */
  static ToneSolution of(
      int dates,
      int channels,
      List<TonePair> pairs,
      double[][] knownLog,
      double[][] knownOffset,
      Limits limits) {
    double[][] gains = new double[channels][];
    double[][] offsets = new double[channels][dates];
    for (int b = 0; b < channels; b++) {
      DifferenceNetwork network =
          new DifferenceNetwork(limits.offsets() ? EXPECTED_WIDE_GAIN : EXPECTED_GAIN, knownLog[b]);
      for (TonePair pair : pairs) {
        // The later date is multiplied by the inverse of what it is brighter by.
        network.add(pair.from(), pair.to(), -pair.slope()[b], pair.uncertainty());
      }
      gains[b] = centred(network.solve(), knownLog[b]);
    }
    if (limits.together()) {
      reduce(gains, knownLog, limits.mostLogGain());
    }
    for (int b = 0; b < channels; b++) {
      gains[b] = clamped(gains[b], knownLog[b], limits.mostLogGain());
      if (limits.offsets()) {
        offsets[b] = offsets(b, pairs, gains[b], knownOffset[b], limits);
      }
    }
    return new ToneSolution(gains, offsets);
  }

  /** Reduces all gains of a date by one factor, so that none exceeds a bound. */
  private static void reduce(double[][] gains, double[][] known, double bound) {
    for (int d = 0; d < gains[0].length; d++) {
      double most = 0;
      for (double[] band : gains) {
        most = Math.max(most, Math.abs(band[d]));
      }
      for (int b = 0; b < gains.length && most > bound; b++) {
        gains[b][d] *= Double.isNaN(known[b][d]) ? bound / most : 1;
      }
    }
  }

  private static double[] offsets(
      int band, List<TonePair> pairs, double[] gains, double[] known, Limits limits) {
    double level =
        Robust.median(pairs.stream().mapToDouble(pair -> pair.meanFrom()[band]).toArray());
    if (!(level > 0)) {
      return new double[gains.length];
    }
    DifferenceNetwork network = new DifferenceNetwork(EXPECTED_OFFSET * level, known);
    for (TonePair pair : pairs) {
      double from = StrictMath.exp(gains[pair.from()]) * pair.meanFrom()[band];
      double to = StrictMath.exp(gains[pair.to()]) * pair.meanTo()[band];
      network.add(pair.from(), pair.to(), from - to, pair.uncertainty() * level);
    }
    return clamped(centred(network.solve(), known), known, limits.mostOffset() * level);
  }

  /** Where nothing is known the median date keeps its values: differences tell no level. */
  private static double[] centred(double[] values, double[] known) {
    double[] centred = values.clone();
    if (Arrays.stream(known).allMatch(Double::isNaN)) {
      double middle = Robust.median(values);
      Arrays.setAll(centred, i -> values[i] - middle);
    }
    return centred;
  }

  private static double[] clamped(double[] values, double[] known, double most) {
    double[] clamped = values.clone();
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(known[i])) {
        clamped[i] = Math.max(-most, Math.min(most, values[i]));
      }
    }
    return clamped;
  }

  /** The log gains of a date, by channel; a copy. */
  double[] logGains(int date) {
    double[] gains = new double[logGain.length];
    for (int b = 0; b < gains.length; b++) {
      gains[b] = logGain[b][date];
    }
    return gains;
  }

  /** Replaces the log gains of a date. */
  void setLogGains(int date, double[] gains) {
    for (int b = 0; b < gains.length; b++) {
      logGain[b][date] = gains[b];
    }
  }

  /** The intensity of a channel after correction. */
  double corrected(int channel, int date, double intensity) {
    return StrictMath.exp(logGain[channel][date]) * intensity + offset[channel][date];
  }

  /**
   * Mean size of the log differences of held-out pixels of the pairs that a date is in.
   *
   * @param correct with the correction of both dates, otherwise of none but the other's
   */
  double heldOut(int date, List<TonePair> pairs, boolean correct) {
    double sum = 0;
    int n = 0;
    for (TonePair pair : pairs) {
      if (pair.from() != date && pair.to() != date) {
        continue;
      }
      for (int b = 0; b < logGain.length; b++) {
        double from = pair.meanFrom()[b];
        double to = from * StrictMath.exp(pair.heldOut()[b]);
        double first = pair.from() != date || correct ? corrected(b, pair.from(), from) : from;
        double second = pair.to() != date || correct ? corrected(b, pair.to(), to) : to;
        sum += first > 0 && second > 0 ? Math.abs(StrictMath.log(second / first)) : 1;
        n++;
      }
    }
    return n == 0 ? 0 : sum / n;
  }
}
