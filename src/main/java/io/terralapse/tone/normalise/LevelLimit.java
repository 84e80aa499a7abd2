package io.terralapse.tone.normalise;

import io.terralapse.model.ToneCorrection;
import io.terralapse.tone.ToneSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Keeps a correction from making a picture in display units worse than it is. Such pictures were
 * balanced by those who made them, so their dark, middle and bright levels are near those of the
 * other dates; unchanged pixels of one kind, such as bright shores, may ask for a correction that
 * is wrong for the others. As much of the brightness and of the colour of a correction is used,
 * straight or as a curve that leaves black and white where they are, as moves no level farther from
 * those of the sequence than is hardly seen, or is outweighed by what the other levels gain.
 * Stateless.
 */
final class LevelLimit {
  private static final int[] LEVELS = {10, 100, 500, 970};

  /** Level below which a curve returns to black. */
  private static final int FLOOR = 100;

  /** Codes that are added before logarithms are taken: differences in black are hardly seen. */
  private static final double DARK = 16;

  /** How much farther a level may get, log units: root mean square of channels. */
  private static final double FARTHER = 0.04;

  /** How much the distances of the channels may differ more from each other, log units. */
  private static final double MORE_TINTED = 0.015;

  /** The part of what all levels gain together that a single one may lose. */
  private static final double TRADE = 0.5;

  /** Curves with gains beyond these would show bright ground darker than middle tones. */
  private static final double LEAST_CURVE = 0.6;

  private static final double MOST_CURVE = 1.5;

  private static final double[] PARTS = {1, 0.75, 0.5, 0.25, 0};

  static final int LEAST_DATES = 4;

  private LevelLimit() {}

  /**
   * A part of a correction.
   *
   * @param curve whether it leaves black and white where they are
   */
  private record Part(double brightness, double colour, boolean curve) {
    /** The correction as measured. */
    static final Part WHOLE = new Part(1, 1, false);

    /** Both count alike; a straight correction is as measured. */
    double worth() {
      return brightness + colour - (curve ? 0.2 : 0);
    }
  }

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
    double[][] usual = usual(sequence, levels.bandCount());
    List<LevelDistance> before = distances(levels, usual);
    for (Part part : parts()) {
      ToneCorrection reduced = reduced(correction, part, levels);
      if (isNoWorse(before, distances(levels.corrected(reduced), usual))) {
        return Optional.of(reduced);
      }
    }
    return Optional.empty();
  }

  /** A correction by other gains, as a curve that leaves black and white where they are. */
  static ToneCorrection curve(
      ToneCorrection whole, List<Double> gains, ToneSample levels, double residual, String reason) {
    return new ToneCorrection(
        whole.method(),
        gains,
        whole.offset(),
        whole.ceiling(),
        Math.max(1, floor(levels)),
        whole.noChangePercent(),
        residual,
        reason);
  }

  private static List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (double brightness : PARTS) {
      for (double colour : PARTS) {
        if (brightness + colour > 0) {
          parts.add(new Part(brightness, colour, false));
          parts.add(new Part(brightness, colour, true));
        }
      }
    }
    parts.sort(Comparator.comparingDouble(Part::worth).reversed());
    return parts;
  }

  private static ToneCorrection reduced(ToneCorrection whole, Part part, ToneSample levels) {
    if (part.equals(Part.WHOLE)) {
      return whole;
    }
    boolean curve = part.curve() || whole.floor() > 0;
    List<Double> logs = whole.gain().stream().map(StrictMath::log).toList();
    return new ToneCorrection(
        whole.method(),
        mixed(logs, part).stream()
            .map(StrictMath::exp)
            .map(gain -> curve ? Math.max(LEAST_CURVE, Math.min(MOST_CURVE, gain)) : gain)
            .toList(),
        mixed(whole.offset(), part),
        whole.ceiling(),
        curve ? Math.max(1, floor(levels)) : 0,
        whole.noChangePercent(),
        whole.residual(),
        reason(part, curve));
  }

  private static double floor(ToneSample levels) {
    double sum = 0;
    for (int b = 0; b < levels.bandCount(); b++) {
      sum += levels.quantile(b, FLOOR);
    }
    return sum / levels.bandCount();
  }

  /** A part of what channels have in common and another of what they differ by. */
  private static List<Double> mixed(List<Double> values, Part part) {
    double mean = 0;
    for (double value : values) {
      mean += value / values.size();
    }
    double common = mean;
    return values.stream()
        .map(value -> part.brightness() * common + part.colour() * (value - common))
        .toList();
  }

  private static String reason(Part part, boolean curve) {
    return Math.round(100 * part.brightness())
        + " % of the brightness and "
        + Math.round(100 * part.colour())
        + " % of the colour that unchanged pixels ask for"
        + (curve ? ", as a curve that leaves black and white where they are" : "")
        + ": more would move its dark, middle or bright level away from those of the other dates.";
  }

  private static boolean isNoWorse(List<LevelDistance> before, List<LevelDistance> after) {
    double nearer = sum(before, LevelDistance::size) - sum(after, LevelDistance::size);
    double purer = sum(before, LevelDistance::tint) - sum(after, LevelDistance::tint);
    double size = FARTHER + TRADE * Math.max(0, nearer);
    double tint = MORE_TINTED + TRADE * Math.max(0, purer);
    for (int l = 0; l < LEVELS.length; l++) {
      if (after.get(l).size() > before.get(l).size() + size
          || after.get(l).tint() > before.get(l).tint() + tint) {
        return false;
      }
    }
    return true;
  }

  private static double[][] usual(List<ToneSample> sequence, int channels) {
    double[][] usual = new double[LEVELS.length][channels];
    for (int l = 0; l < LEVELS.length; l++) {
      for (int b = 0; b < channels; b++) {
        int permille = LEVELS[l];
        int band = b;
        usual[l][b] =
            Robust.median(
                sequence.stream().mapToDouble(other -> other.quantile(band, permille)).toArray());
      }
    }
    return usual;
  }

  private static List<LevelDistance> distances(ToneSample levels, double[][] usual) {
    List<LevelDistance> distances = new ArrayList<>();
    for (int l = 0; l < LEVELS.length; l++) {
      double[] channels = new double[levels.bandCount()];
      for (int b = 0; b < channels.length; b++) {
        channels[b] = seen(levels.quantile(b, LEVELS[l])) - seen(usual[l][b]);
      }
      distances.add(LevelDistance.of(channels));
    }
    return distances;
  }

  private static double seen(double code) {
    return StrictMath.log(Math.max(0, code) + DARK);
  }

  private static double sum(List<LevelDistance> distances, ToDoubleFunction<LevelDistance> part) {
    double sum = 0;
    for (LevelDistance distance : distances) {
      sum += part.applyAsDouble(distance);
    }
    return sum;
  }
}
