package io.terralapse.tone.normalise;

import io.terralapse.model.ToneCorrection;
import io.terralapse.tone.ToneSample;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps an offset from colouring water and shadow in pictures of physical units. Unchanged land of
 * nearly one brightness hardly tells an offset from a gain, and plants of another season look like
 * one; what is darkest in a scene, and nearly the same on every date (dark-object subtraction,
 * Chavez 1988), is changed most by it. As much of an offset is used as moves the dark level no
 * farther from that of the dates compared, and tints it no more, than is hardly seen; the gain
 * makes up for the rest, so that the middle level is as measured. Stateless.
 */
final class DarkLevelLimit {
  private static final int DARK = 10;

  private static final int MIDDLE = 500;

  /** The part of the middle level that is added before logarithms are taken: black is black. */
  private static final double BLACK = 0.1;

  /** How much farther the dark level may get, log units: root mean square of channels. */
  private static final double FARTHER = 0.06;

  /** How much the distances of the channels may differ more from each other, log units. */
  private static final double MORE_TINTED = 0.04;

  private static final double[] PARTS = {1, 0.75, 0.5, 0.25, 0};

  private DarkLevelLimit() {}

  /**
   * The correction with the largest part of its offsets that leaves the dark level no worse.
   *
   * @param levels of the date, without a correction
   * @param compared levels of the dates that it was compared with, without corrections
   */
  static ToneCorrection of(ToneCorrection whole, ToneSample levels, List<ToneSample> compared) {
    List<ToneSample> others = compared.stream().filter(other -> !other.isEmpty()).toList();
    if (levels.isEmpty() || others.isEmpty() || whole.offset().stream().allMatch(o -> o == 0)) {
      return whole;
    }
    for (double part : PARTS) {
      ToneCorrection reduced = part == 1 ? whole : reduced(whole, part, levels);
      if (part == 0 || isNoWorse(reduced, levels, others)) {
        return reduced;
      }
    }
    throw new IllegalStateException("no part");
  }

  private static boolean isNoWorse(
      ToneCorrection correction, ToneSample levels, List<ToneSample> others) {
    double[] before = new double[levels.bandCount()];
    double[] after = new double[levels.bandCount()];
    for (int b = 0; b < before.length; b++) {
      double black = BLACK * Math.max(0, median(others, b, MIDDLE));
      double usual = seen(median(others, b, DARK), black);
      double dark = levels.quantile(b, DARK);
      before[b] = seen(dark, black) - usual;
      after[b] = seen(correction.apply(b, dark), black) - usual;
    }
    LevelDistance was = LevelDistance.of(before);
    LevelDistance is = LevelDistance.of(after);
    return is.size() <= was.size() + FARTHER && is.tint() <= was.tint() + MORE_TINTED;
  }

  private static double median(List<ToneSample> samples, int band, int permille) {
    return Robust.median(
        samples.stream().mapToDouble(sample -> sample.quantile(band, permille)).toArray());
  }

  private static double seen(double value, double black) {
    return StrictMath.log(Math.max(0, value) + Math.max(black, Double.MIN_NORMAL));
  }

  private static ToneCorrection reduced(ToneCorrection whole, double part, ToneSample levels) {
    List<Double> gain = new ArrayList<>();
    List<Double> offset = new ArrayList<>();
    for (int b = 0; b < levels.bandCount(); b++) {
      double middle = levels.quantile(b, MIDDLE);
      double shift = part * whole.offset().get(b);
      double adjusted = (whole.apply(b, middle) - shift) / middle;
      gain.add(adjusted > 0 && Double.isFinite(adjusted) ? adjusted : whole.gain().get(b));
      offset.add(shift);
    }
    return new ToneCorrection(
        whole.method(),
        gain,
        offset,
        whole.ceiling(),
        whole.floor(),
        whole.noChangePercent(),
        whole.residual(),
        Math.round(100 * part)
            + " % of the offset that unchanged pixels ask for, and a gain instead of the rest: more"
            + " would move its dark level away from those of the dates that it was compared with.");
  }
}
