package io.terralapse.furniture;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.ContentDigest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The dates of a timeline, as days of UTC. It spans whole calendar years, so that a scene that
 * arrives changes it only when a year begins. Days that are not used are added behind the last
 * published frame only, so that published frames stay as they are.
 *
 * @param firstYear that the timeline begins with
 * @param lastYear that it ends with
 * @param used days of the frames, ascending
 * @param unused days of acquisitions that exist and are not shown, ascending
 */
public record TimelineDates(
    int firstYear, int lastYear, List<LocalDate> used, List<LocalDate> unused) {
  /** More marks than this are not drawn. */
  private static final int MOST_MARKS = 5_000;

  /** Copies the lists. */
  public TimelineDates {
    used = List.copyOf(used);
    unused = List.copyOf(unused);
  }

  /** Values that a lock may hold. */
  public boolean isSound() {
    return firstYear >= 1
        && lastYear <= 9_999
        && firstYear <= lastYear
        && used.size() <= MOST_MARKS
        && unused.size() <= MOST_MARKS;
  }

  /**
   * The timeline of some frames.
   *
   * @param frames dates of the frames, in order of time, at least one
   * @param others dates of acquisitions that exist in the period and are not shown
   * @param published what the published frames have
   */
  static TimelineDates of(
      Collection<AcquisitionDate> frames,
      Collection<AcquisitionDate> others,
      Optional<TimelineDates> published) {
    TreeSet<LocalDate> used = new TreeSet<>();
    frames.forEach(date -> used.add(day(date)));
    int first = used.first().getYear();
    int last = used.last().getYear();
    TreeSet<LocalDate> unused = new TreeSet<>();
    Optional<LocalDate> until =
        published.map(TimelineDates::used).flatMap(days -> days.stream().max(LocalDate::compareTo));
    others.stream()
        .map(TimelineDates::day)
        .filter(day -> until.isEmpty() || day.isAfter(until.get()))
        .forEach(unused::add);
    published.ifPresent(before -> unused.addAll(before.unused()));
    unused.removeAll(used);
    int begin = published.map(TimelineDates::firstYear).filter(year -> year < first).orElse(first);
    int end = published.map(TimelineDates::lastYear).filter(year -> year > last).orElse(last);
    return new TimelineDates(
        begin,
        end,
        used.stream().limit(MOST_MARKS).toList(),
        unused.stream()
            .filter(day -> day.getYear() >= begin && day.getYear() <= end)
            .limit(MOST_MARKS)
            .toList());
  }

  /** What is longer than in published frames, as a sentence; empty if nothing is. */
  Optional<String> growthSince(TimelineDates published) {
    return firstYear < published.firstYear || lastYear > published.lastYear
        ? Optional.of(
            "The timeline grows from "
                + published.years()
                + " to "
                + years()
                + ", so every published frame is drawn again.")
        : Optional.empty();
  }

  private String years() {
    return firstYear == lastYear ? String.valueOf(firstYear) : firstYear + "–" + lastYear;
  }

  /** Adds what a frame shows of it to a digest. */
  void addTo(ContentDigest digest, LocalDate now) {
    digest.add(years());
    digest.add(now.toString());
    until(used, now).forEach(day -> digest.add(day.toString()));
    digest.add("unused");
    until(unused, now).forEach(day -> digest.add(day.toString()));
  }

  /** The middle of a date, which may be a month or a longer span. */
  static LocalDate day(AcquisitionDate date) {
    LocalDate first = date.start().atOffset(ZoneOffset.UTC).toLocalDate();
    return first.plusDays((date.lastDay().toEpochDay() - first.toEpochDay()) / 2);
  }

  /** The position of the beginning of a day, 0 to 1. */
  double position(LocalDate day) {
    long begin = LocalDate.of(firstYear, 1, 1).toEpochDay();
    long end = LocalDate.of(lastYear + 1, 1, 1).toEpochDay();
    return (day.toEpochDay() - begin) / (double) (end - begin);
  }

  /** The days that the frame of a day shows: those that are not later. */
  static Stream<LocalDate> until(List<LocalDate> days, LocalDate now) {
    return days.stream().takeWhile(day -> !day.isAfter(now));
  }
}
