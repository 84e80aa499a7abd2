package io.terralapse.tone.normalise;

import io.terralapse.model.ToneCorrection;
import io.terralapse.tone.ToneSample;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a correction from making a picture in display units worse than it is. Such pictures were
 * balanced by those who made them, so their dark, middle and bright levels are near those of the
 * other dates; unchanged pixels of one kind, such as bright shores, may ask for a correction that
 * is wrong for the others. A correction is shrunk until it moves none of these levels away from
 * those of the sequence by more than is hardly seen. Stateless.
 */
final class LevelLimit {
  private static final int[] LEVELS = {10, 100, 500, 970};

  /** How much farther from the sequence a level may get, codes: root mean square of channels. */
  private static final double FARTHER = 6;

  /** How much the distances of the channels may differ more from each other, codes. */
  private static final double MORE_TINTED = 2;

  private static final double[] PARTS = {1, 0.75, 0.5, 0.25};

  private static final int LEAST_DATES = 4;

  private LevelLimit() {}

  /**
   * The largest part of a correction that is no worse than none.
   *
   * @param levels of the date, without a correction
   * @param sequence levels of all dates, without corrections
   * @return empty if any part of it is worse
   */
  static Optional<ToneCorrection> of(
      ToneCorrection correction, ToneSample levels, List<ToneSample> sequence) {
    if (sequence.size() < LEAST_DATES || levels.isEmpty() || correction.isIdentity()) {
      return Optional.of(correction);
    }
    for (double part : PARTS) {
      ToneCorrection reduced = part == 1 ? correction : part(correction, part);
      if (isNoWorse(reduced, levels, sequence)) {
        return Optional.of(reduced);
      }
    }
    return Optional.empty();
  }

  private static ToneCorrection part(ToneCorrection whole, double part) {
    return new ToneCorrection(
        whole.method(),
        whole.gain().stream().map(gain -> StrictMath.pow(gain, part)).toList(),
        whole.offset().stream().map(offset -> part * offset).toList(),
        whole.ceiling(),
        whole.noChangePercent(),
        whole.residual(),
        Math.round(100 * part)
            + " % of the correction that unchanged pixels ask for: more would move its dark or"
            + " bright level away from those of the other dates.");
  }

  private static boolean isNoWorse(
      ToneCorrection correction, ToneSample levels, List<ToneSample> sequence) {
    int k = levels.bandCount();
    for (int permille : LEVELS) {
      double[] before = new double[k];
      double[] after = new double[k];
      for (int b = 0; b < k; b++) {
        int band = b;
        double usual =
            Robust.median(
                sequence.stream().mapToDouble(other -> other.quantile(band, permille)).toArray());
        double own = levels.quantile(b, permille);
        before[b] = own - usual;
        after[b] = correction.apply(b, own) - usual;
      }
      if (size(after) > size(before) + FARTHER || tint(after) > tint(before) + MORE_TINTED) {
        return false;
      }
    }
    return true;
  }

  private static double size(double[] distances) {
    double squares = 0;
    for (double distance : distances) {
      squares += distance * distance;
    }
    return Math.sqrt(squares / distances.length);
  }

  private static double tint(double[] distances) {
    double mean = 0;
    for (double distance : distances) {
      mean += distance / distances.length;
    }
    double squares = 0;
    for (double distance : distances) {
      squares += (distance - mean) * (distance - mean);
    }
    return Math.sqrt(squares / distances.length);
  }
}
