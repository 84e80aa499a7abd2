package io.terralapse.tone.normalise;

import io.terralapse.model.ToneCorrection;
import java.util.Arrays;

/**
 * How far the stable pixels of a date are from the mean of the sequence, without and with a
 * correction of its levels.
 *
 * @param before mean over the channels of the median distance, log units
 * @param after the same with the correction
 */
record LevelCheck(double before, double after) {
  private static final int LEAST_PIXELS = 200;

  /** Compares; with too few pixels a correction is no better. */
  static LevelCheck of(
      ToneDomain domain, ToneImage image, ToneCorrection correction, StablePixels.Result stable) {
    double before = 0;
    double after = 0;
    int k = image.bandCount();
    for (int b = 0; b < k; b++) {
      double[] raw = new double[stable.stable().length];
      double[] corrected = new double[raw.length];
      int n = 0;
      for (int i = 0; i < raw.length; i++) {
        double value = image.band(b)[i];
        double mean = stable.mean()[b][i];
        double was = domain.log(value) - mean;
        double is = domain.log(correction.apply(b, value)) - mean;
        if (stable.stable()[i] && Double.isFinite(was) && Double.isFinite(is)) {
          raw[n] = Math.abs(was);
          corrected[n++] = Math.abs(is);
        }
      }
      if (n < LEAST_PIXELS) {
        return new LevelCheck(0, 0);
      }
      before += Robust.median(Arrays.copyOf(raw, n)) / k;
      after += Robust.median(Arrays.copyOf(corrected, n)) / k;
    }
    return new LevelCheck(before, after);
  }
}
