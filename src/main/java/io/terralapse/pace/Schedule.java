package io.terralapse.pace;

import io.terralapse.encode.Timing;

/**
 * When the dates of a video are shown.
 *
 * @param timing of all pictures
 * @param lead pictures before that of the first date, 0 or 1
 * @param factor how many times as long pictures are shown as the settings say, at least 1, because
 *     the video would be too short for where it is published
 */
public record Schedule(Timing timing, int lead, double factor) {

  /** Number of dates. */
  public int dates() {
    return timing.pictures() - lead;
  }

  /** When a date is shown, seconds; {@code date == dates()} gives the end. */
  public double startSeconds(int date) {
    return timing.startSeconds(date + lead);
  }
}
