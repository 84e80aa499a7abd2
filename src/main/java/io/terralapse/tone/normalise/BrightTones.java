package io.terralapse.tone.normalise;

import io.terralapse.tone.ToneSample;
import java.util.List;

/**
 * Keeps what is bright and neutral neutral. Pictures in display units were balanced by those who
 * made them: sand, roofs and roads are near white in each of them, whatever colour the plants have.
 * So the part of a correction that changes colours is only as large as the bright ends of the
 * channels ask for it too. Stateless.
 */
final class BrightTones {
  private static final int BRIGHT = 970;

  private BrightTones() {}

  /**
   * Reduces the differences between the log gains of a date's channels.
   *
   * @param logGain by channel, changed in place
   */
  static void limit(double[] logGain, ToneSample date, List<ToneSample> sequence) {
    int k = logGain.length;
    if (k < 3 || date.isEmpty()) {
      return;
    }
    double[] bright = new double[k];
    for (int b = 0; b < k; b++) {
      int band = b;
      double usual =
          Robust.median(
              sequence.stream().mapToDouble(other -> other.quantile(band, BRIGHT)).toArray());
      bright[b] = Math.log(Math.max(1, date.quantile(b, BRIGHT)) / Math.max(1, usual));
    }
    double meanGain = mean(logGain);
    double meanBright = mean(bright);
    double product = 0;
    double square = 0;
    for (int b = 0; b < k; b++) {
      product -= (logGain[b] - meanGain) * (bright[b] - meanBright);
      square += (logGain[b] - meanGain) * (logGain[b] - meanGain);
    }
    double part = square > 0 ? Math.max(0, Math.min(1, product / square)) : 0;
    for (int b = 0; b < k; b++) {
      logGain[b] = meanGain + part * (logGain[b] - meanGain);
    }
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
