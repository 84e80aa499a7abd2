package io.terralapse.tone.normalise;

import io.terralapse.model.ToneCorrection;
import io.terralapse.tone.ToneSample;
import java.util.Arrays;
import java.util.List;

/**
 * Brings the dark and the bright level of a date near those of the sequence, channel by channel:
 * dark-object subtraction (Chavez 1988) with a bright level beside it. Where unchanged pixels are
 * not to be found it takes away veils and dim exposures. Damped and bounded, since levels change
 * with the land.
 */
final class LevelMatch {
  private static final int DARK = 10;

  private static final int BRIGHT = 970;

  /** Part of the difference of levels that is taken away. */
  private static final double DAMPING = 0.8;

  /** Dark level may move by this part of the range. */
  private static final double MOST_OFFSET = 0.15;

  private final double[] gain;
  private final double[] offset;

  /**
   * Values, not copied.
   *
   * @param gain by channel
   * @param offset by channel
   */
  LevelMatch(double[] gain, double[] offset) {
    this.gain = gain;
    this.offset = offset;
  }

  double[] gain() {
    return gain;
  }

  double[] offset() {
    return offset;
  }

  /**
   * The match of one date with the levels of the sequence.
   *
   * @param date of the date
   * @param others of the dates whose median levels count, tone corrected as far as they are
   * @param mostGain largest gain, above 1; its reciprocal is the smallest
   */
  static LevelMatch of(ToneSample date, List<ToneSample> others, double mostGain) {
    int k = date.bandCount();
    double[] gain = new double[k];
    double[] offset = new double[k];
    for (int b = 0; b < k; b++) {
      int band = b;
      double dark = date.quantile(b, DARK);
      double bright = date.quantile(b, BRIGHT);
      double targetDark =
          Robust.median(others.stream().mapToDouble(o -> o.quantile(band, DARK)).toArray());
      double targetBright =
          Robust.median(others.stream().mapToDouble(o -> o.quantile(band, BRIGHT)).toArray());
      double range = targetBright - targetDark;
      double ratio = range / (bright - dark);
      double full = ratio > 0 && Double.isFinite(ratio) ? ratio : 1;
      gain[b] = Math.max(1 / mostGain, Math.min(mostGain, StrictMath.pow(full, DAMPING)));
      double shift = DAMPING * (targetDark - dark);
      double most = MOST_OFFSET * Math.max(range, 0);
      offset[b] = dark + Math.max(-most, Math.min(most, shift)) - gain[b] * dark;
    }
    return new LevelMatch(gain, offset);
  }

  /**
   * Log gains that bring the stable pixels of a date near the mean of the sequence.
   *
   * @param most largest log gain
   * @return by channel
   */
  static double[] middle(
      ToneDomain domain, ToneImage image, StablePixels.Result stable, double most) {
    double[] gains = new double[image.bandCount()];
    for (int b = 0; b < gains.length; b++) {
      double[] differences = new double[stable.stable().length];
      int n = 0;
      for (int i = 0; i < differences.length; i++) {
        double difference = domain.log(image.band(b)[i]) - stable.mean()[b][i];
        if (stable.stable()[i] && Double.isFinite(difference)) {
          differences[n++] = difference;
        }
      }
      double full = -Robust.centre(Arrays.copyOf(differences, n));
      gains[b] = Math.max(-most, Math.min(most, DAMPING * full));
    }
    return gains;
  }

  /** A match by gains only. */
  static LevelMatch gains(double[] logGain) {
    double[] gain = new double[logGain.length];
    for (int b = 0; b < gain.length; b++) {
      gain[b] = StrictMath.exp(logGain[b]);
    }
    return new LevelMatch(gain, new double[gain.length]);
  }

  /** The correction by this match. */
  ToneCorrection correction(
      ToneDomain domain, double noChangePercent, double residual, String reason) {
    return new ToneCorrection(
        ToneCorrection.Method.LEVELS,
        Arrays.stream(gain).boxed().toList(),
        Arrays.stream(offset).boxed().toList(),
        domain.ceiling(),
        0,
        noChangePercent,
        residual,
        reason);
  }
}
