package io.terralapse.pipeline;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.UserError;
import io.terralapse.pace.PictureTimes;
import io.terralapse.pace.Schedule;
import io.terralapse.rendition.RenditionSettings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** When the dates are shown in the video of each rendition. Immutable. */
final class RenditionSchedules {
  /** Those of pictures that are part of others. */
  static final RenditionSchedules NONE = new RenditionSchedules();

  private final Map<String, Schedule> schedules = new LinkedHashMap<>();

  private RenditionSchedules() {}

  /**
   * The schedules of all renditions.
   *
   * @param dates of all frames, in order of time
   * @throws UserError (usage) if a video would be too long for its place
   */
  static RenditionSchedules of(List<RenditionSettings> renditions, List<AcquisitionDate> dates) {
    RenditionSchedules all = new RenditionSchedules();
    for (RenditionSettings one : renditions) {
      Schedule schedule =
          PictureTimes.schedule(
              dates, one.pace(), one.hasLead() && dates.size() > 1, one.limits().leastSeconds());
      double most = one.limits().mostSeconds().orElse(Double.POSITIVE_INFINITY);
      if (schedule.timing().totalSeconds() > most) {
        throw UserError.usage(
            "for: "
                + one.place().orElse(one.name())
                + " takes videos of at most "
                + plain(most)
                + " s, and this one lasts "
                + plain(schedule.timing().totalSeconds())
                + " s; set pace.duration: "
                + plain(most)
                + ", or take it out of for.");
      }
      all.schedules.put(one.name(), schedule);
    }
    return all;
  }

  /** Seconds with at most two decimals. */
  private static String plain(double seconds) {
    return BigDecimal.valueOf(seconds)
        .setScale(2, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** That of the job's own rendition. */
  Schedule main() {
    return of("");
  }

  /** That of a rendition, by its name. */
  Schedule of(String rendition) {
    return Objects.requireNonNull(schedules.get(rendition), rendition);
  }

  /** All, by the names of their renditions, the job's own first. */
  Map<String, Schedule> all() {
    return Map.copyOf(schedules);
  }
}
