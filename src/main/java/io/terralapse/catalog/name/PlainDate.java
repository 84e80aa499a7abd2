package io.terralapse.catalog.name;

import static java.lang.Integer.parseInt;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import java.time.Instant;
import java.time.LocalDate;
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
 * 20240315}, {@code 2024_03_15}, {@code 15 March 2024}, followed by {@code T10-20-30Z} or {@code
 * T102030}, or fourteen digits; else a month {@code 2021-08} or {@code May 2022}; else a year
 * {@code 1985}.
 *
 * <p>Rules: digits that are not a calendar date, or are before 1900 or in the future, are
 * identifiers and are ignored. A full date behind a term such as {@code export} or {@code
 * processed} is not the acquisition's and is ignored. Full dates win over months, months over
 * years. Several dates of one rank must be the same date in different precision, or times of one
 * day, which then is the date; otherwise the name is ambiguous. Midnight to the second is the day.
 * A date written with the year last in digits ({@code 15-03-2024}) is not used.
 *
 * @param date the date, if the name contains one
 * @param problem why there is none, as the end of a sentence; empty if there is one or the name
 *     contains nothing like a date
 * @param ambiguous true if the problem is that there are several dates or several ways to read one,
 *     so that weaker sources must not decide
 * @param otherTime true if the name contains only a date that is not the acquisition's, so that
 *     other times of the file are not either
 */
public record PlainDate(
    Optional<AcquisitionDate> date,
    Optional<String> problem,
    boolean ambiguous,
    boolean otherTime) {
  private static final String YEAR_IS_LAST = ", and dates with the year last are not read";

  /** The first aerial photographs are about that old; smaller numbers are rarely years. */
  private static final int EARLIEST_YEAR = 1900;

  private static final Pattern FULL =
      Pattern.compile(
          "(?<!\\d)(?<year>\\d{4})(?<sep>[-_.]?)(?<month>\\d{2})\\k<sep>(?<day>\\d{2})"
              + "(?:(?<run>\\d{6})"
              + "|[Tt ](?<hour>\\d{2})[-:_.]?(?<minute>\\d{2})(?:[-:_.]?(?<second>\\d{2}))?)?"
              + "(?!\\d)");

  /** {@code 15 March 2024}, {@code March 15, 2024}, {@code 2024-Mar-15}. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?<d1>\\d{1,2})(?:st|nd|rd|th)?[-_ .]{0,2}(?<m1>%1$s)[-_ .,]{0,2}(?<y1>\\d{4})(?!\\d)|(?<![A-Za-z])(?<m2>%1$s)[-_ .]{0,2}(?<d2>\\d{1,2})(?:st|nd|rd|th)?[-_ .,]{1,2}(?<y2>\\d{4})(?!\\d)|(?<!\\d)(?<y3>\\d{4})[-_ .]?(?<m3>%1$s)[-_ .]?(?<d3>\\d{2})(?!\\d)"
              .formatted(MonthNames.REGEX),
          Pattern.CASE_INSENSITIVE);

  private static final Pattern MONTH =
      Pattern.compile("(?<![\\dA-Za-z])(?<year>\\d{4})[-_](?<month>\\d{2})(?![\\dA-Za-z])");

  /** {@code May 2022}, {@code 2022_may}; the Spanish for "of the sea" is not March. */
  private static final Pattern NAMED_MONTH =
      Pattern.compile(
          "(?<![A-Za-z])(?<!del[-_ ])(?<m1>%1$s)[-_ .,]{0,2}(?<y1>\\d{4})(?![\\dA-Za-z])|(?<![\\dA-Za-z])(?<y2>\\d{4})[-_ .]?(?<m2>%1$s)(?![A-Za-z0-9])"
              .formatted(MonthNames.REGEX),
          Pattern.CASE_INSENSITIVE);

  /** Not the end of {@code 15-03-2024} and not the start of {@code 2024-3-5}. */
  private static final Pattern YEAR =
      Pattern.compile(
          "(?<![\\dA-Za-z])(?<!\\d{1,2}[-_.]\\d{1,2}[-_.])(?<year>\\d{4})(?![\\dA-Za-z])"
              + "(?![-_.]\\d{1,2}[-_.]\\d{1,2}(?!\\d))");

  private static final Pattern YEAR_LAST =
      Pattern.compile(
          "(?<![\\dA-Za-z])(?<one>\\d{1,2})(?<sep>[-_.])(?<two>\\d{1,2})\\k<sep>(?<year>\\d{4})"
              + "(?![\\dA-Za-z])");

  /** What a date directly behind says of the file rather than of the acquisition. */
  private static final Pattern OTHER_TIME =
      Pattern.compile(
          "(?<![A-Za-z])(?:(?<!re)export(?:ed|s)?|process(?:ed|ing)|proc|created|creation|generated"
              + "|prints?|printed|deliver(?:y|ies|ed)|download(?:ed|s)?|upload(?:ed|s)?|published|modified|saved"
              + "|scan(?:ned|s)|backups?|render(?:ed|s)?|versions?|ver|v)[-_ .:=]*(?:on|at|date)?[-_ .:=]*$",
          Pattern.CASE_INSENSITIVE);

  private static final PlainDate NOTHING =
      new PlainDate(Optional.empty(), Optional.empty(), false, false);

  /** What was found in a name. */
  private record Found(
      List<AcquisitionDate> dates, List<String> rejected, List<String> others, Instant latest) {
    Found(Instant latest) {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), latest);
    }

    /** Sorts in a date; digits that are none are identifiers. */
    void add(Optional<AcquisitionDate> date, String text) {
      if (date.isEmpty() || isTooEarly(date.get())) {
        rejected.add(text + ", which is not a possible date");
      } else if (date.get().start().isAfter(latest)) {
        rejected.add(text + ", which is in the future");
      } else {
        dates.add(date.get().midnightAsDay(ZoneOffset.UTC));
      }
    }
  }

  /** True if the problem is a date with the year last that can be one day only. */
  public boolean isYearLast() {
    return problem.filter(text -> text.endsWith(YEAR_IS_LAST)).isPresent();
  }

  static PlainDate read(String name, Instant latest) {
    Found found = new Found(latest);
    String rest = readDays(name, found);
    if (found.dates().isEmpty()) {
      rest = readMonths(rest, found);
    }
    if (found.dates().isEmpty()) {
      Matcher year = YEAR.matcher(rest);
      while (year.find()) {
        AcquisitionDate date = DateDigits.year(year.group("year"));
        if (!date.start().isAfter(latest) && !isTooEarly(date)) {
          found.dates().add(date);
        }
      }
    }
    return found.dates().isEmpty() ? findProblem(rest, found) : decide(found.dates());
  }

  /** Reads full dates; returns the name without them. */
  private static String readDays(String name, Found found) {
    Matcher full = FULL.matcher(name);
    while (full.find()) {
      Optional<AcquisitionDate> date = findFull(full);
      Matcher other = OTHER_TIME.matcher(name.substring(0, full.start()));
      boolean partOfToken = full.start() > 0 && Character.isLetter(name.charAt(full.start() - 1));
      if (date.isPresent() && other.find()) {
        found.others().add(full.group());
      } else if (date.isPresent() || !partOfToken) {
        // Digits behind letters that are no date are part of an identifier.
        found.add(date, full.group());
      }
    }
    String rest = full.replaceAll(PlainDate::blanked);
    Matcher named = NAMED.matcher(rest);
    while (named.find()) {
      int form = named.group("m1") != null ? 1 : named.group("m2") != null ? 2 : 3;
      String day = named.group("d" + form);
      found.add(
          DateDigits.day(
              named.group("y" + form)
                  + MonthNames.digits(named.group("m" + form))
                  + (day.length() == 1 ? "0" + day : day)),
          named.group());
    }
    return named.replaceAll(PlainDate::blanked);
  }

  private static String readMonths(String name, Found found) {
    Matcher named = NAMED_MONTH.matcher(name);
    while (named.find()) {
      int form = named.group("m1") != null ? 1 : 2;
      found.add(
          DateDigits.month(named.group("y" + form), MonthNames.digits(named.group("m" + form))),
          named.group());
    }
    String rest = named.replaceAll(PlainDate::blanked);
    Matcher month = MONTH.matcher(rest);
    while (month.find()) {
      found.add(DateDigits.month(month.group("year"), month.group("month")), month.group());
    }
    return month.replaceAll(PlainDate::blanked);
  }

  /** Hides a match from less precise patterns; still a token boundary. */
  private static String blanked(MatchResult match) {
    return "#".repeat(match.end() - match.start());
  }

  private static PlainDate findProblem(String rest, Found found) {
    if (!found.others().isEmpty()) {
      return none(
          "contains only "
              + String.join(" and ", found.others())
              + ", which its name says is not the time of the acquisition",
          false,
          true);
    }
    Matcher last = YEAR_LAST.matcher(rest);
    if (last.find() && isPossible(last, found.latest())) {
      boolean twoWays =
          parseInt(last.group("one")) <= 12
              && parseInt(last.group("two")) <= 12
              && parseInt(last.group("one")) != parseInt(last.group("two"));
      return none(
          "contains "
              + last.group()
              + (twoWays ? ", whose day and month may be in either order" : YEAR_IS_LAST),
          twoWays,
          false);
    }
    return found.rejected().isEmpty()
        ? NOTHING
        : none("contains " + String.join(" and ", found.rejected()), false, false);
  }

  private static boolean isPossible(Matcher date, Instant latest) {
    int one = parseInt(date.group("one"));
    int two = parseInt(date.group("two"));
    int year = parseInt(date.group("year"));
    return one >= 1
        && two >= 1
        && Math.min(one, two) <= 12
        && Math.max(one, two) <= 31
        && year >= EARLIEST_YEAR
        && year <= latest.atOffset(ZoneOffset.UTC).getYear();
  }

  private static PlainDate none(String problem, boolean ambiguous, boolean otherTime) {
    return new PlainDate(Optional.empty(), Optional.of(problem), ambiguous, otherTime);
  }

  private static PlainDate decide(List<AcquisitionDate> found) {
    Optional<AcquisitionDate> common = DateOverlap.findCommon(found).or(() -> findDay(found));
    return common.isPresent()
        ? new PlainDate(common, Optional.empty(), false, false)
        : none(
            found.stream()
                .map(AcquisitionDate::text)
                .distinct()
                .collect(Collectors.joining(" and ", "contains the dates ", "")),
            true,
            false);
  }

  /** The day of several times, such as start and stop; which of them is the date is not known. */
  private static Optional<AcquisitionDate> findDay(List<AcquisitionDate> times) {
    LocalDate day = times.get(0).start().atOffset(ZoneOffset.UTC).toLocalDate();
    AcquisitionDate date = AcquisitionDate.on(day, DateSource.FILENAME);
    return times.stream().allMatch(time -> DateOverlap.contains(date, time))
        ? Optional.of(date)
        : Optional.empty();
  }

  private static boolean isTooEarly(AcquisitionDate date) {
    return date.start().atOffset(ZoneOffset.UTC).getYear() < EARLIEST_YEAR;
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
