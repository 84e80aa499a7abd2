package io.terralapse.catalog.dates;

import io.terralapse.catalog.name.NameReader;
import io.terralapse.catalog.name.PlainDate;
import io.terralapse.model.AcquisitionDate.Precision;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plain date in the folders above a file: in the name of its own folder, in that of a folder
 * above ({@code 2023-05-01/odm_orthophoto/}), or one number a folder ({@code 2023/11/05/}, {@code
 * 2023/315/}). Folders also have days and months of one digit ({@code 2023-1-5/}) and months with
 * the year last ({@code 03.2023/}).
 *
 * @param name the folders that contain the date, as in the path
 * @param plain the date or why there is none
 * @param exact true if the folders' names consist of the date alone
 */
record FolderDate(String name, PlainDate plain, boolean exact) {
  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");
  private static final Pattern TWO_DIGITS = Pattern.compile("\\d{2}");
  private static final Pattern THREE_DIGITS = Pattern.compile("\\d{3}");
  private static final Pattern ONLY_DATE = Pattern.compile("[\\d\\-_. TZtz:]+");

  /** {@code 2023-1-5}, with or without a text behind it. */
  private static final Pattern DAY =
      Pattern.compile(
          "^(?<year>(?:19|20)\\d{2})(?<sep>[-_. ])(?<month>\\d{1,2})\\k<sep>(?<day>\\d{1,2})(?!\\d)");

  /** {@code 2023_7} and {@code 03.2023}: a folder of nothing else is not the part of a series. */
  private static final Pattern MONTH =
      Pattern.compile(
          "^(?:(?<y1>(?:19|20)\\d{2})[-_. ](?<m1>0?[1-9]|1[0-2])"
              + "|(?<m2>0?[1-9]|1[0-2])[-_. ](?<y2>(?:19|20)\\d{2}))$");

  /** {@code 20240101_export}: the folder was written then. */
  private static final Pattern EXPORT =
      Pattern.compile(
          "^(?<date>\\d{4}[-_.]?\\d{2}[-_.]?\\d{2})[-_. ]*"
              + "(?<term>(?:export|download|upload)(?:s|ed)?|backups?|deliver(?:y|ies|ed)|prints?)$",
          Pattern.CASE_INSENSITIVE);

  /**
   * The nearest folder with a date, or with several.
   *
   * @param folders names, nearest first; the search ends at one that follows a provider's
   *     convention
   */
  static Optional<FolderDate> find(NameReader names, List<String> folders) {
    for (int i = 0; i < folders.size(); i++) {
      String folder = folders.get(i);
      if (names.read(folder).isPresent()) {
        return Optional.empty();
      }
      Pattern month = i == 0 ? NUMBER : TWO_DIGITS;
      Optional<FolderDate> nested = findNested(names, folders.subList(i, folders.size()), month);
      if (nested.isPresent()) {
        return nested;
      }
      PlainDate plain = names.readPlain(uniform(folder));
      boolean exact = ONLY_DATE.matcher(folder).matches();
      boolean year = plain.date().filter(d -> d.precision() == Precision.YEAR).isPresent();
      // A year in a name further up may be that of a project.
      boolean near = i == 0 || !year || exact;
      if (near && (plain.date().isPresent() || plain.ambiguous())) {
        return Optional.of(new FolderDate(folder, plain, exact));
      }
      if (i == 0 && plain.problem().isPresent() && plain.otherTime()) {
        return Optional.of(new FolderDate(folder, plain, exact));
      }
      if (plain.isYearLast()) {
        // The year of a folder further up would be less than what this one says.
        return Optional.of(
            new FolderDate(
                folder, new PlainDate(plain.date(), plain.problem(), true, false), exact));
      }
    }
    return Optional.empty();
  }

  /** A folder's name with its date as file names have it. */
  private static String uniform(String folder) {
    Matcher export = EXPORT.matcher(folder);
    if (export.matches()) {
      return export.group("term") + " " + export.group("date");
    }
    Matcher day = DAY.matcher(folder);
    if (day.find()) {
      return date(day.group("year"), day.group("month"), day.group("day"))
          + folder.substring(day.end());
    }
    Matcher month = MONTH.matcher(folder);
    if (month.matches()) {
      return month.group("y1") != null
          ? date(month.group("y1"), month.group("m1"))
          : date(month.group("y2"), month.group("m2"));
    }
    return folder;
  }

  private static String date(String... parts) {
    return Stream.of(parts)
        .map(part -> part.length() == 1 ? "0" + part : part)
        .collect(Collectors.joining("-"));
  }

  /**
   * {@code 05} in {@code 11} in {@code 2023}; {@code 11} or {@code 315} in {@code 2023}.
   *
   * @param month what the name of a month in a year looks like: one digit further up may be a level
   *     of tiles
   */
  private static Optional<FolderDate> findNested(
      NameReader names, List<String> folders, Pattern month) {
    if (folders.size() >= 3
        && NUMBER.matcher(folders.get(0)).matches()
        && NUMBER.matcher(folders.get(1)).matches()
        && YEAR.matcher(folders.get(2)).matches()) {
      return dated(names, date(folders.get(2), folders.get(1), folders.get(0)), folders, 3);
    }
    if (folders.size() < 2 || !YEAR.matcher(folders.get(1)).matches()) {
      return Optional.empty();
    }
    if (month.matcher(folders.get(0)).matches()) {
      return dated(names, date(folders.get(1), folders.get(0)), folders, 2);
    }
    return THREE_DIGITS.matcher(folders.get(0)).matches()
        ? names
            .readDayOfYear(folders.get(1) + folders.get(0))
            .map(plain -> new FolderDate(path(folders, 2), plain, true))
        : Optional.empty();
  }

  private static Optional<FolderDate> dated(
      NameReader names, String text, List<String> folders, int count) {
    PlainDate plain = names.readPlain(text);
    return plain
        .date()
        .filter(date -> date.precision() != Precision.YEAR)
        .map(date -> new FolderDate(path(folders, count), plain, true));
  }

  private static String path(List<String> folders, int count) {
    StringBuilder path = new StringBuilder();
    for (int i = count - 1; i >= 0; i--) {
      path.append(folders.get(i)).append(i > 0 ? "/" : "");
    }
    return path.toString();
  }
}
