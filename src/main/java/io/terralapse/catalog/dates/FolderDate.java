package io.terralapse.catalog.dates;

import io.terralapse.catalog.name.NameReader;
import io.terralapse.catalog.name.PlainDate;
import io.terralapse.model.AcquisitionDate.Precision;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A plain date in the folders above a file: in the name of its own folder, in that of a folder
 * above ({@code 2023-05-01/odm_orthophoto/}), or one number a folder ({@code 2023/11/05/}, {@code
 * 2023/315/}).
 *
 * @param name the folders that contain the date, as in the path
 * @param plain the date or why there is none
 * @param exact true if the folders' names consist of the date alone
 */
record FolderDate(String name, PlainDate plain, boolean exact) {
  private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}");
  private static final Pattern TWO_DIGITS = Pattern.compile("\\d{2}");
  private static final Pattern THREE_DIGITS = Pattern.compile("\\d{3}");
  private static final Pattern ONLY_DATE = Pattern.compile("[\\d\\-_. TZtz:]+");

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
      Optional<FolderDate> nested = findNested(names, folders.subList(i, folders.size()));
      if (nested.isPresent()) {
        return nested;
      }
      PlainDate plain = names.readPlain(folder);
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
    }
    return Optional.empty();
  }

  /** {@code 05} in {@code 11} in {@code 2023}; {@code 11} or {@code 315} in {@code 2023}. */
  private static Optional<FolderDate> findNested(NameReader names, List<String> folders) {
    if (folders.size() >= 3
        && TWO_DIGITS.matcher(folders.get(0)).matches()
        && TWO_DIGITS.matcher(folders.get(1)).matches()
        && YEAR.matcher(folders.get(2)).matches()) {
      return dated(names, folders.get(2) + "-" + folders.get(1) + "-" + folders.get(0), folders, 3);
    }
    if (folders.size() < 2 || !YEAR.matcher(folders.get(1)).matches()) {
      return Optional.empty();
    }
    if (TWO_DIGITS.matcher(folders.get(0)).matches()) {
      return dated(names, folders.get(1) + "-" + folders.get(0), folders, 2);
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
