package io.terralapse.catalog.name;

import java.util.List;
import java.util.Locale;

/** English names of months. Stateless. */
final class MonthNames {
  /** Full names and the abbreviations of three letters, for regular expressions. */
  static final String REGEX =
      "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
          + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

  private static final List<String> ABBREVIATIONS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private MonthNames() {}

  /**
   * The two digits of a month.
   *
   * @param name matches {@link #REGEX}, in any case
   */
  static String digits(String name) {
    int index = ABBREVIATIONS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT));
    return String.format(Locale.ROOT, "%02d", index + 1);
  }
}
