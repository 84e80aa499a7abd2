package io.terralapse.pace;

import io.terralapse.encode.Timing;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.UserError;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Distributes time over the pictures of a sequence. Depends on dates and settings only; a scene
 * that arrives may change every duration, but no picture. Stateless, thread-safe.
 */
public final class PictureTimes {
  /**
   * Shortest and longest duration by date, in multiples of the usual one: dates of one week are not
   * to flicker, and a gap of years is not to look like the end.
   */
  private static final double SHORTEST = 1.0 / 3;

  private static final double LONGEST = 3;

  private static final double MICROS = 1e6;

  /** MP4 stores the duration of a frame in 32 bits, of microseconds at most. */
  private static final double LONGEST_SECONDS = 2147;

  private PictureTimes() {}

  /**
   * The timing of one picture for each date.
   *
   * <ul>
   *   <li>The last picture is shown for {@code hold_last}, the others for {@code
   *       seconds_per_frame}.
   *   <li>By date, the usual duration is that of the median time between dates, and others are in
   *       proportion, but at least a third and at most three times as long.
   *   <li>With a total duration, the durations of all pictures but the last are scaled to it.
   * </ul>
   *
   * @param dates in order of time, at least one
   * @throws UserError (usage) naming the setting that gives no duration, or too short a one
   */
  public static Timing of(List<AcquisitionDate> dates, PaceSettings settings) {
    return Timing.ofMicros(micros(dates, settings), settings.fps());
  }

  /**
   * When one picture for each date is shown, after a picture before the first date if there is one.
   *
   * @param dates in order of time, at least one
   * @param lead whether a picture is shown before the first date
   * @param leastSeconds shortest duration of the video: pictures are shown for longer, in
   *     proportion, if it would be shorter
   * @throws UserError (usage) naming the setting that gives no duration, or too short a one
   */
  public static Schedule schedule(
      List<AcquisitionDate> dates,
      PaceSettings settings,
      boolean lead,
      OptionalDouble leastSeconds) {
    long[] micros = micros(dates, settings);
    if (lead) {
      long[] all = new long[micros.length + 1];
      all[0] = Math.round(checked("pace.hold_lead", settings.holdLeadSeconds()) * MICROS);
      System.arraycopy(micros, 0, all, 1, micros.length);
      micros = all;
    }
    long total = Arrays.stream(micros).sum();
    double least = leastSeconds.orElse(0) * MICROS;
    double factor = 1;
    if (total < least) {
      // Whole frames, and half of one more that rounding may take.
      double frame = settings.fps().isPresent() ? MICROS / settings.fps().getAsInt() : 0;
      factor = (least + frame / 2) / total;
      for (int i = 0; i < micros.length; i++) {
        micros[i] = Math.round(micros[i] * factor);
      }
    }
    return new Schedule(Timing.ofMicros(micros, settings.fps()), lead ? 1 : 0, factor);
  }

  private static long[] micros(List<AcquisitionDate> dates, PaceSettings settings) {
    int before = dates.size() - 1;
    double hold = checked("pace.hold_last", settings.holdLastSeconds());
    double[] shares = new double[before];
    Arrays.fill(shares, 1);
    if (settings.byDate() && before > 1) {
      shares = byDate(dates);
    }
    double sum = Arrays.stream(shares).sum();
    double unit = checked("pace.seconds_per_frame", settings.secondsPerFrame());
    if (settings.duration().isPresent()) {
      double total = checked("pace.duration", settings.duration().getAsDouble());
      if (before == 0) {
        hold = total;
      } else if (total <= hold) {
        throw UserError.usage(
            String.format(
                Locale.ROOT,
                "pace.duration: %s s leave no time before the last picture, which is shown for %s"
                    + " s; choose a longer duration or a shorter pace.hold_last.",
                total,
                hold));
      } else {
        unit = (total - hold) / sum;
      }
    }
    long[] micros = new long[dates.size()];
    double elapsed = 0;
    long last = 0;
    for (int i = 0; i < dates.size(); i++) {
      elapsed += i < before ? unit * shares[i] : hold;
      // Rounded from the beginning, so that the total is exact.
      long end = Math.round(elapsed * MICROS);
      micros[i] = end - last;
      last = end;
    }
    return micros;
  }

  /** Time until the next date, in multiples of the median one, within limits. */
  private static double[] byDate(List<AcquisitionDate> dates) {
    double[] gaps = new double[dates.size() - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = seconds(dates.get(i + 1)) - seconds(dates.get(i));
    }
    double[] sorted = gaps.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    for (int i = 0; i < gaps.length; i++) {
      double share = median > 0 ? gaps[i] / median : 1;
      gaps[i] = Math.max(SHORTEST, Math.min(LONGEST, share));
    }
    return gaps;
  }

  /** The middle of a date's span. */
  private static double seconds(AcquisitionDate date) {
    return date.start().getEpochSecond()
        + Duration.between(date.start(), date.end()).toSeconds() / 2.0;
  }

  private static double checked(String setting, double seconds) {
    if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
      throw UserError.usage(
          setting + ": " + seconds + " is not a duration; choose more than 0 and at most 2147 s.");
    }
    return seconds;
  }
}
