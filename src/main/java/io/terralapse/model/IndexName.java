package io.terralapse.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises files of a spectral index by the index in their names. Stateless. */
public final class IndexName {
  private static final Pattern INDEX =
      Pattern.compile(
          "(?<![A-Za-z])(?:ndvi|evi2?|savi|ndwi|mndwi|ndsi|nbr2?|ndmi|ndbi)(?![A-Za-z0-9])",
          Pattern.CASE_INSENSITIVE);

  private IndexName() {}

  /** The index that a name is, in capitals. */
  public static Optional<String> findExactly(String name) {
    Matcher matcher = INDEX.matcher(name.strip());
    return matcher.matches()
        ? Optional.of(matcher.group().toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  /**
   * The index that a name contains, set off from other letters, in capitals: {@code NDVI} of {@code
   * site_ndvi_20200101}.
   */
  public static Optional<String> find(String name) {
    Matcher matcher = INDEX.matcher(name);
    return matcher.find()
        ? Optional.of(matcher.group().toUpperCase(Locale.ROOT))
        : Optional.empty();
  }
}
