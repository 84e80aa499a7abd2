package io.terralapse.tone.normalise;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The colour of plants as a second indicator of colour casts in photographs. Chlorophyll absorbs
 * blue and red alike, so that the ratios of dense vegetation vary little (Kaufman and Sendra 1988;
 * Kaufman et al. 1997), and a date on which they differ from those of the other dates has a cast.
 * Only the part of a cast is taken away that unchanged pixels ask for too: seasons change plants a
 * little. Stateless.
 */
final class PlantColour {
  private static final int RED = 0;
  private static final int GREEN = 1;
  private static final int BLUE = 2;

  /** Green of plants is this many times as bright as red and as blue. */
  private static final double GREENER = 1.1;

  /** What is darker is water or shadow, codes. */
  private static final double LEAST_GREEN = 40;

  /** Fewer plants than this share of the land do not tell, nor do those of too few dates. */
  private static final double LEAST_SHARE = 0.1;

  private static final int LEAST_PIXELS = 200;
  private static final int LEAST_DATES = 4;

  /** Part of the cast that is taken away: it also is the season's. */
  private static final double DAMPING = 0.8;

  /** Largest change of a ratio, log units. */
  private static final double MOST = 0.2;

  /** How exact the colours are that unchanged pixels ask for, log units. */
  private static final double EXACT = 0.05;

  private PlantColour() {}

  /**
   * Log ratios of the channels of the plants on a date.
   *
   * @param toRed blue over red
   * @param toGreen blue over green
   */
  record Ratios(double toRed, double toGreen) {}

  /**
   * The ratios on a date.
   *
   * @param image channels red, green, blue in display units
   * @return empty if there are few plants
   */
  static Optional<Ratios> of(ToneImage image) {
    float[] red = image.band(RED);
    float[] green = image.band(GREEN);
    float[] blue = image.band(BLUE);
    int[] plants = new int[red.length];
    double[] brightness = new double[red.length];
    int n = 0;
    int land = 0;
    for (int i = 0; i < red.length; i++) {
      if (image.isLand(i)) {
        land++;
        double other = Math.max(red[i], blue[i]);
        boolean plant = green[i] > LEAST_GREEN && green[i] > GREENER * other;
        if (plant && Math.min(red[i], blue[i]) > 1) {
          brightness[n] = green[i];
          plants[n++] = i;
        }
      }
    }
    if (n < LEAST_PIXELS || n < LEAST_SHARE * land) {
      return Optional.empty();
    }
    double dark = Robust.median(Arrays.copyOf(brightness, n));
    int[] dense = Arrays.stream(plants, 0, n).filter(i -> green[i] <= dark).toArray();
    return Optional.of(
        new Ratios(
            Robust.median(Arrays.stream(dense).mapToDouble(i -> log(blue[i], red[i])).toArray()),
            Robust.median(
                Arrays.stream(dense).mapToDouble(i -> log(blue[i], green[i])).toArray())));
  }

  private static double log(float value, float other) {
    return StrictMath.log(value / (double) other);
  }

  /**
   * Gains of a date with the colours that plants ask for.
   *
   * @param plants ratios of all dates
   * @param measured log gains that unchanged pixels ask for
   * @param limited log gains with the part of the colours that bright ground asks for too
   * @return {@code limited}, or others between both, give or take how exact they are
   */
  static double[] correct(
      int date, List<Optional<Ratios>> plants, double[] measured, double[] limited) {
    double[] changed = limited.clone();
    double change = ratioChange(date, plants, Ratios::toRed, measured, limited, RED);
    changed[BLUE] += change / 2;
    changed[RED] -= change / 2;
    // Air and haze add blue to what is dark, and never take it away.
    changed[BLUE] +=
        Math.min(0, ratioChange(date, plants, Ratios::toGreen, measured, changed, GREEN));
    return changed;
  }

  /** By how much the log ratio of the gains of blue and another channel is to change. */
  private static double ratioChange(
      int date,
      List<Optional<Ratios>> plants,
      ToDoubleFunction<Ratios> ratio,
      double[] measured,
      double[] limited,
      int other) {
    double[] known = plants.stream().flatMap(Optional::stream).mapToDouble(ratio).toArray();
    if (known.length < LEAST_DATES || plants.get(date).isEmpty()) {
      return 0;
    }
    double own = ratio.applyAsDouble(plants.get(date).get());
    double asked = DAMPING * (Robust.median(known) - own);
    double first = measured[BLUE] - measured[other];
    double second = limited[BLUE] - limited[other];
    double least = Math.max(-MOST, Math.min(first, second) - EXACT);
    double most = Math.min(MOST, Math.max(first, second) + EXACT);
    return Math.max(least, Math.min(most, asked)) - second;
  }
}
