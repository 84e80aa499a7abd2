package io.terralapse.onset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Finds the first date on which an area departs from its own past.
 *
 * <p>Every date is compared with the median of the dates before it, pixel by pixel. What the ring
 * around the area does too (season, haze, illumination) is taken off: the difference in the ring
 * gives its median and its variation in each channel, and the difference in the area is expressed
 * in units of that variation. Its root mean square over the area, as a logarithm, is the date's
 * departure. The statistic compares it with the departures of earlier dates: their median and
 * median absolute deviation, the latter drawn towards {@link #PRIOR_SPREAD} while there are few.
 * This is a difference-in-differences comparison with a before-after-control-impact design
 * (Stewart-Oaten, Murdoch and Parker 1986, Ecology 67(4)), with medians in place of means.
 *
 * <p>A departure counts if the next clear date departs as well, compared with the same past; a
 * single date that departs (a cloud that no mask has, a ship) is left out of the past. Slow change
 * becomes part of the variation and is not found. Stateless.
 */
final class OnsetDetector {
  /** Dates that a pixel's past needs for a median. */
  private static final int LEAST_PAST = 3;

  /** Most recent dates that the past consists of: time grows in proportion to the dates. */
  private static final int MOST_PAST = 30;

  /** Departures that the area's own variation is estimated from, at least. */
  private static final int LEAST_DEPARTURES = 2;

  /** Statistic from which a date departs. */
  static final double THRESHOLD = 4;

  /** Statistic that the next date needs to confirm it. */
  private static final double CONFIRMING = 3;

  /** Variation of the logarithm of the departure that is assumed before there are dates. */
  private static final double PRIOR_SPREAD = 0.25;

  /** Dates that the assumption weighs as much as. */
  private static final double PRIOR_DATES = 3;

  /**
   * Differences of a pixel beyond this many deviations count as this many: one glint is no change.
   */
  private static final double MOST_DEVIATIONS = 30;

  /** From the median absolute deviation to the standard deviation of a normal distribution. */
  private static final double MAD_TO_SIGMA = 1.4826;

  private final List<AreaSample> dates;

  /** The dates that the past consists of, by their index. */
  private final List<Integer> past = new ArrayList<>();

  private final List<Double> departures = new ArrayList<>();

  private OnsetDetector(List<AreaSample> dates) {
    this.dates = dates;
  }

  /**
   * What was found.
   *
   * @param before index of the last date without the change; -1 without a change
   * @param after index of the first date with it; -1 without a change
   * @param confirming index of the next clear date, which has it too; -1 if there is none
   * @param statistic that of {@code after}, or the largest; empty if no date could be tested
   */
  record Result(int before, int after, int confirming, OptionalDouble statistic) {
    boolean confirmed() {
      return confirming >= 0;
    }
  }

  /**
   * Looks for a change.
   *
   * @param dates samples of the same pixels in order of time; those that are not {@link
   *     AreaSample#isSeen seen} are passed over
   */
  static Result find(List<AreaSample> dates) {
    return new OnsetDetector(dates).search();
  }

  private Result search() {
    OptionalDouble largest = OptionalDouble.empty();
    List<Integer> seen = new ArrayList<>();
    for (int i = 0; i < dates.size(); i++) {
      if (dates.get(i).isSeen()) {
        seen.add(i);
      }
    }
    for (int k = 0; k < seen.size(); k++) {
      int date = seen.get(k);
      OptionalDouble departure = departure(date);
      if (departure.isPresent() && departures.size() >= LEAST_DEPARTURES) {
        double statistic = statistic(departure.getAsDouble());
        largest = OptionalDouble.of(Math.max(statistic, largest.orElse(statistic)));
        if (statistic >= THRESHOLD) {
          boolean last = k + 1 == seen.size();
          if (last || confirms(seen.get(k + 1))) {
            return new Result(
                past.get(past.size() - 1),
                date,
                last ? -1 : seen.get(k + 1),
                OptionalDouble.of(statistic));
          }
          continue;
        }
      }
      past.add(date);
      departure.ifPresent(departures::add);
    }
    return new Result(-1, -1, -1, largest);
  }

  private boolean confirms(int date) {
    OptionalDouble departure = departure(date);
    return departure.isPresent() && statistic(departure.getAsDouble()) >= CONFIRMING;
  }

  private double statistic(double departure) {
    double[] values = departures.stream().mapToDouble(Double::doubleValue).toArray();
    double median = median(values.clone(), values.length);
    double own = deviation(values, values.length, median);
    double variance =
        (values.length * own * own + PRIOR_DATES * PRIOR_SPREAD * PRIOR_SPREAD)
            / (values.length + PRIOR_DATES);
    return (departure - median) / Math.sqrt(variance);
  }

  /** Logarithm of the root mean square difference from the past; empty without enough past. */
  private OptionalDouble departure(int date) {
    if (past.size() < LEAST_PAST) {
      return OptionalDouble.empty();
    }
    AreaSample now = dates.get(date);
    double sum = 0;
    long count = 0;
    for (int c = 0; c < now.channels(); c++) {
      double[] ring = new double[now.ring(c).length];
      int n = differences(now.ring(c), c, false, ring);
      double[] area = new double[now.area(c).length];
      int m = differences(now.area(c), c, true, area);
      if (n == 0 || m == 0) {
        continue;
      }
      double median = median(Arrays.copyOf(ring, n), n);
      double sigma = deviation(ring, n, median);
      for (int i = 0; i < m && sigma > 0; i++) {
        double z = Math.min(MOST_DEVIATIONS, Math.abs(area[i] - median) / sigma);
        sum += z * z;
        count++;
      }
    }
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.log(sum / count) / 2);
  }

  /** Differences of clear pixels from their median in the past; returns how many there are. */
  private int differences(float[] now, int channel, boolean inArea, double[] out) {
    int first = Math.max(0, past.size() - MOST_PAST);
    double[] before = new double[past.size() - first];
    int n = 0;
    for (int i = 0; i < now.length; i++) {
      int m = 0;
      for (int p = 0; p < before.length && !Float.isNaN(now[i]); p++) {
        AreaSample sample = dates.get(past.get(first + p));
        float value = (inArea ? sample.area(channel) : sample.ring(channel))[i];
        if (!Float.isNaN(value)) {
          before[m++] = value;
        }
      }
      if (m >= LEAST_PAST - 1) {
        out[n++] = now[i] - median(before, m);
      }
    }
    return n;
  }

  private static double deviation(double[] values, int n, double median) {
    double[] distances = new double[n];
    for (int i = 0; i < n; i++) {
      distances[i] = Math.abs(values[i] - median);
    }
    return MAD_TO_SIGMA * median(distances, n);
  }

  /** The median of the first values, which are sorted in place. */
  private static double median(double[] values, int n) {
    Arrays.sort(values, 0, n);
    return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
  }
}
