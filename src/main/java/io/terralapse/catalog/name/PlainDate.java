package io.terralapse.catalog.name;

import io.terralapse.model.AcquisitionDate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A date written out in a name that follows no known convention: {@code 2024-03-15}, {@code
 * 20240315}, {@code 2024_03_15}, followed by {@code T10-20-30Z} or {@code T102030}, or fourteen
 * digits; else a month {@code 2021-08}; else a year {@code 1985}.
 *
 * <p>Rules: digits that are not a calendar date, or are before 1900 or in the future, are
 * identifiers and are ignored. Full dates win over months, months over years. Several dates of one
 * rank must be the same date in different precision; otherwise the name is ambiguous. The year of a
 * date written day first ({@code 15-03-2024}) is not used.
 *
 * @param date the date, if the name contains one
 * @param problem why there is none, as the end of a sentence; empty if there is one or the name
 *     contains nothing like a date
 * @param ambiguous true if the problem is that there are several dates, so that weaker sources must
 *     not decide
 */
public record PlainDate(
    Optional<AcquisitionDate> date, Optional<String> problem, boolean ambiguous) {

  /** The first aerial photographs are about that old; smaller numbers are rarely years. */
  private static final int EARLIEST_YEAR = 1900;

  private static final Pattern FULL =
      Pattern.compile(
          "(?<!\\d)(?<year>\\d{4})(?<sep>[-_.]?)(?<month>\\d{2})\\k<sep>(?<day>\\d{2})"
              + "(?:(?<run>\\d{6})"
              + "|[Tt ](?<hour>\\d{2})[-:_.]?(?<minute>\\d{2})(?:[-:_.]?(?<second>\\d{2}))?)?"
              + "(?!\\d)");

  private static final Pattern MONTH =
      Pattern.compile("(?<![\\dA-Za-z])(?<year>\\d{4})[-_](?<month>\\d{2})(?![\\dA-Za-z])");

  /** Not the end of {@code 15-03-2024} and not the start of {@code 2024-3-5}. */
  private static final Pattern YEAR =
      Pattern.compile(
          "(?<![\\dA-Za-z])(?<!\\d{1,2}[-_.]\\d{1,2}[-_.])(?<year>\\d{4})(?![\\dA-Za-z])"
              + "(?![-_.]\\d{1,2}[-_.]\\d{1,2}(?!\\d))");

  private static final PlainDate NOTHING = new PlainDate(Optional.empty(), Optional.empty(), false);

  static PlainDate read(String name, Instant latest) {
    List<AcquisitionDate> found = new ArrayList<>();
    List<String> rejected = new ArrayList<>();
    Matcher full = FULL.matcher(name);
    while (full.find()) {
      sort(findFull(full), full.group(), latest, found, rejected);
    }
    String rest = full.replaceAll(PlainDate::blanked);
    if (found.isEmpty()) {
      Matcher month = MONTH.matcher(rest);
      while (month.find()) {
        sort(
            DateDigits.month(month.group("year"), month.group("month")),
            month.group(),
            latest,
            found,
            rejected);
      }
      rest = month.replaceAll(PlainDate::blanked);
    }
    if (found.isEmpty()) {
      Matcher year = YEAR.matcher(rest);
      while (year.find()) {
        AcquisitionDate date = DateDigits.year(year.group("year"));
        if (isPlausible(date, latest)) {
          found.add(date);
        }
      }
    }
    return decide(found, rejected);
  }

  /** Hides a match from less precise patterns; still a token boundary. */
  private static String blanked(MatchResult match) {
    return "#".repeat(match.end() - match.start());
  }

  private static PlainDate decide(List<AcquisitionDate> found, List<String> rejected) {
    if (found.isEmpty()) {
      return rejected.isEmpty()
          ? NOTHING
          : new PlainDate(
              Optional.empty(),
              Optional.of(
                  "contains " + String.join(" and ", rejected) + ", which is not a possible date"),
              false);
    }
    Optional<AcquisitionDate> common = DateOverlap.findCommon(found);
    return common.isPresent()
        ? new PlainDate(common, Optional.empty(), false)
        : new PlainDate(
            Optional.empty(),
            Optional.of(
                found.stream()
                    .map(AcquisitionDate::text)
                    .distinct()
                    .collect(Collectors.joining(" and ", "contains the dates ", ""))),
            true);
  }

  private static void sort(
      Optional<AcquisitionDate> date,
      String text,
      Instant latest,
      List<AcquisitionDate> found,
      List<String> rejected) {
    if (date.filter(d -> isPlausible(d, latest)).isPresent()) {
      found.add(date.get());
    } else {
      rejected.add(text);
    }
  }

  private static boolean isPlausible(AcquisitionDate date, Instant latest) {
    return !date.start().isAfter(latest)
        && date.start().atOffset(ZoneOffset.UTC).getYear() >= EARLIEST_YEAR;
  }

  /** Empty if the day or the time is not valid. */
  private static Optional<AcquisitionDate> findFull(Matcher m) {
    String day = m.group("year") + m.group("month") + m.group("day");
    if (m.group("run") != null) {
      return DateDigits.instant(day, m.group("run"));
    }
    if (m.group("hour") != null) {
      String second = m.group("second");
      return DateDigits.instant(
          day, m.group("hour") + m.group("minute") + (second == null ? "00" : second));
    }
    return DateDigits.day(day);
  }
}
