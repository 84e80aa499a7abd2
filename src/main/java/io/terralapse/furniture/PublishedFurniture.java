package io.terralapse.furniture;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the furniture of published frames was laid out for. A later run that is given it places
 * everything as before, whatever dates and credits have arrived; what does not fit into the layout
 * is drawn smaller.
 *
 * @param dates the date texts that decide size and position of all others: the widest, and the one
 *     that begins leftmost
 * @param credits the credits that were known
 * @param bandLabel what the colours show, if that was said
 * @param times the times of the last day that was published, and how its captions show them: a
 *     scene that arrives may be of the same day
 * @param shade strength of the gradients; empty if it is still to be found
 * @param timeline dates of the timeline, if it is drawn
 * @param renditions strength of the gradients of other renditions, by name
 */
public record PublishedFurniture(
    List<String> dates,
    List<String> credits,
    Optional<String> bandLabel,
    List<Time> times,
    Optional<Shade> shade,
    Optional<TimelineDates> timeline,
    SortedMap<String, Shade> renditions) {

  /** Copies the lists. */
  public PublishedFurniture {
    dates = List.copyOf(dates);
    credits = List.copyOf(credits);
    times = List.copyOf(times);
    renditions = Collections.unmodifiableSortedMap(new TreeMap<>(renditions));
  }

  /** The same with the strength of the gradients and the dates of the timeline. */
  PublishedFurniture with(Optional<Shade> found, Optional<TimelineDates> line) {
    return new PublishedFurniture(dates, credits, bandLabel, times, found, line, renditions);
  }

  /** What another rendition of the same dates is laid out for. */
  public PublishedFurniture of(String rendition) {
    return new PublishedFurniture(
        dates,
        credits,
        bandLabel,
        times,
        Optional.ofNullable(renditions.get(rendition)),
        timeline,
        renditions);
  }

  /** The same with the strengths of the gradients of other renditions. */
  public PublishedFurniture with(Map<String, Shade> others) {
    return new PublishedFurniture(
        dates, credits, bandLabel, times, shade, timeline, new TreeMap<>(others));
  }

  /**
   * The time of a published date.
   *
   * @param time of the date
   * @param pattern how its caption shows the time of day, one of {@link #isPattern}; empty if it
   *     does not
   */
  public record Time(Instant time, String pattern) {}

  /** Whether captions can show times like this. */
  public static boolean isPattern(String pattern) {
    return pattern.isEmpty() || RepeatedDays.PATTERNS.contains(pattern);
  }
}
