package io.terralapse.catalog.dates;

import com.google.re2j.Matcher;
import io.terralapse.catalog.files.NamePattern;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.UserError;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** Reads dates from file names with the user's regular expression. Thread-safe. */
public final class FileDatePattern {
  private final NamePattern pattern;
  private final boolean fullDate;

  /**
   * Checks the pattern's groups.
   *
   * @throws UserError if it has neither a group {@code date} nor a group {@code year}
   */
  public FileDatePattern(NamePattern pattern) {
    this.pattern = pattern;
    this.fullDate = has("date");
    if (!fullDate && !has("year")) {
      throw UserError.usage(
          "dates.pattern \""
              + pattern.pattern()
              + "\" has no group (?<date>...) and no (?<year>...); name the groups that contain the"
              + " parts of the date.");
    }
  }

  /**
   * The date in a file's name, as precise as the groups that match; empty if the pattern does not
   * match.
   *
   * @throws UserError if the groups do not contain a calendar date
   */
  public Optional<AcquisitionDate> find(String fileName) {
    Matcher m = pattern.matcher(fileName);
    if (!m.find()) {
      return Optional.empty();
    }
    String text = fullDate ? group(m, "date").orElse("") : assemble(m);
    return Optional.of(
        DateParser.parse(text, DateSource.FILENAME)
            .orElseThrow(
                () ->
                    UserError.usage(
                        fileName
                            + ": dates.pattern matches \""
                            + m.group()
                            + "\" in its name, which is not a calendar date; correct the pattern"
                            + " or the name.")));
  }

  private String assemble(Matcher m) {
    String year = group(m, "year").orElse("");
    Optional<String> doy = group(m, "doy");
    Optional<String> month = group(m, "month");
    StringBuilder text = new StringBuilder();
    if (doy.isPresent()) {
      try {
        text.append(LocalDate.ofYearDay(number(year), number(doy.get())));
      } catch (DateTimeException | NumberFormatException e) {
        return "";
      }
    } else {
      text.append(year);
    }
    if (doy.isEmpty() && month.isPresent()) {
      text.append('-').append(padded(month.get()));
      group(m, "day").ifPresent(day -> text.append('-').append(padded(day)));
    }
    Optional<String> hour = group(m, "hour");
    if (hour.isPresent()) {
      text.append('T').append(padded(hour.get()));
      text.append(':').append(padded(group(m, "minute").orElse("00")));
      text.append(':').append(padded(group(m, "second").orElse("00")));
    }
    return text.toString();
  }

  private boolean has(String group) {
    return pattern.hasGroup(group);
  }

  private Optional<String> group(Matcher m, String name) {
    return has(name) ? Optional.ofNullable(m.group(name)) : Optional.empty();
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static String padded(String digits) {
    return digits.length() == 1 ? "0" + digits : digits;
  }
}
