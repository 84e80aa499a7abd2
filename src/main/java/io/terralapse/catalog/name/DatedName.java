package io.terralapse.catalog.name;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Product;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A convention of which only the acquisition date is needed: product, bands and values are known
 * from the raster or not at all.
 *
 * @param pattern has a group {@code day} (yyyyMMdd), or the groups {@code year}, {@code month} and
 *     {@code day}, or {@code doy} (yyyyDDD); optionally {@code time} (HHmmss or HHmm)
 * @param groups which of these groups it has
 */
record DatedName(Pattern pattern, Groups groups) implements NameConvention {

  /** The groups of a pattern. */
  enum Groups {
    DAY,
    DAY_TIME,
    DAY_OF_YEAR,
    DAY_OF_YEAR_TIME,
    /** Year, month and day in any order. */
    PARTS,
    PARTS_TIME
  }

  /** The convention with a pattern, whose groups are found in its text. */
  static DatedName of(String regex) {
    boolean time = regex.contains("(?<time>");
    Groups groups =
        regex.contains("(?<doy>")
            ? time ? Groups.DAY_OF_YEAR_TIME : Groups.DAY_OF_YEAR
            : regex.contains("(?<month>")
                ? time ? Groups.PARTS_TIME : Groups.PARTS
                : time ? Groups.DAY_TIME : Groups.DAY;
    return new DatedName(Pattern.compile(regex, Pattern.CASE_INSENSITIVE), groups);
  }

  @Override
  public ParsedName read(Matcher m) {
    Optional<AcquisitionDate> date =
        switch (groups) {
          case DAY -> DateDigits.day(m.group("day"));
          case DAY_TIME -> at(m.group("day"), m);
          case DAY_OF_YEAR -> DateDigits.dayOfYear(m.group("doy"));
          case DAY_OF_YEAR_TIME ->
              m.group("time") == null
                  ? DateDigits.dayOfYear(m.group("doy"))
                  : DateDigits.dayOfYear(m.group("doy"), seconds(m.group("time")));
          case PARTS -> DateDigits.day(parts(m));
          case PARTS_TIME -> at(parts(m), m);
        };
    return ParsedName.of(Product.UNKNOWN, date, m.group());
  }

  private static Optional<AcquisitionDate> at(String day, Matcher m) {
    String time = m.group("time");
    return time == null ? DateDigits.day(day) : DateDigits.instant(day, seconds(time));
  }

  private static String parts(Matcher m) {
    return m.group("year") + m.group("month") + m.group("day");
  }

  private static String seconds(String time) {
    String digits = time.replaceAll("\\D", "");
    return digits.length() == 4 ? digits + "00" : digits;
  }
}
