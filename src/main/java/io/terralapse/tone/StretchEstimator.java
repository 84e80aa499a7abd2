package io.terralapse.tone;

import io.terralapse.model.Quantity;
import io.terralapse.model.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds one stretch for a whole sequence, so that a change of brightness in the film is a change on
 * the ground (or in the light), never a change of contrast. Deterministic; thread-safe.
 *
 * <p>Each date gives its own dark and bright levels; an order statistic over the dates pools them.
 * It stands below the median, because what no mask has caught is cloud far more often than shadow:
 * with a third of the dates overcast it still lies in the middle of the clear ones, and the darker
 * dates of a year keep their shadows.
 */
public final class StretchEstimator {
  /** Place of the pooled level among the sorted levels of the dates. */
  private static final double POOL = 0.3;

  private StretchEstimator() {}

  /**
   * The pooled stretch, or the fixed range of the settings where one is given.
   *
   * @param samples one a date, in any order, all with the same number of bands; empty ones are
   *     ignored, and if all are empty the natural range of the quantity is used
   * @param settings range, gamma and background
   * @param quantity what the values mean
   * @throws UserError (usage) if the fixed range or gamma is not usable
   */
  public static Stretch estimate(
      List<ToneSample> samples, ToneSettings settings, Quantity quantity) {
    if (!(settings.gamma() > 0) || !Double.isFinite(settings.gamma())) {
      throw UserError.usage(
          "look.gamma: " + settings.gamma() + " is not a positive number; 1.0 changes nothing.");
    }
    int bands = samples.isEmpty() ? 1 : samples.get(0).bandCount();
    double[] low = new double[bands];
    double[] high = new double[bands];
    List<ToneSample> usable = samples.stream().filter(s -> !s.isEmpty()).toList();
    DisplayLevels levels = DisplayLevels.of(quantity);
    double gamma = settings.gamma();
    if (settings.range().isPresent()) {
      ToneSettings.Range range = settings.range().get();
      if (!(range.high() > range.low()) || !Double.isFinite(range.high() - range.low())) {
        throw UserError.usage(
            "look.stretch: "
                + range.low()
                + " to "
                + range.high()
                + " is not an ascending range; give the darkest value first.");
      }
      Arrays.fill(low, range.low());
      Arrays.fill(high, range.high());
    } else if (usable.isEmpty()) {
      Arrays.fill(low, levels.naturalLow());
      Arrays.fill(high, levels.naturalHigh());
    } else {
      pool(usable, levels, low, high);
      if (quantity == Quantity.DISPLAY) {
        limitGain(low, high);
      } else {
        balance(levels, low, high);
        // A lift for the eye is for pictures: colours stand for values, evenly.
        gamma *= settings.colourMap().isPresent() ? 1 : levels.gamma();
      }
    }
    return new Stretch(
        low,
        high,
        gamma,
        settings.background(),
        bands == 1 ? settings.colourMap() : Optional.empty());
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
    double place = POOL * (levels.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, levels.length - 1);
    return levels[below] + (place - below) * (levels[above] - levels[below]);
  }

  /**
   * Pictures made to be looked at keep their colours (one range for all bands) and nearly their
   * contrast.
   */
  private static void limitGain(double[] low, double[] high) {
    double dark = Math.max(0, Math.min(24, Arrays.stream(low).min().orElse(0)));
    double bright = Math.max(196, Math.min(255, Arrays.stream(high).max().orElse(255)));
    Arrays.fill(low, dark);
    Arrays.fill(high, bright);
  }

  /**
   * The dark level is each band's own, which takes away most of the blue veil of the air. The white
   * level is drawn half-way to a common one: bands of their own would turn a green land grey, one
   * for all would leave the cast of the light.
   */
  private static void balance(DisplayLevels levels, double[] low, double[] high) {
    double common = 1;
    for (int b = 0; b < low.length; b++) {
      common *= Math.max(high[b] - low[b], levels.leastSpan());
    }
    common = StrictMath.pow(common, 1.0 / low.length);
    for (int b = 0; b < low.length; b++) {
      double own = Math.max(high[b] - low[b], levels.leastSpan());
      double span = Math.sqrt(own * common) * levels.headroom();
      high[b] = low[b] + span;
    }
  }
}
