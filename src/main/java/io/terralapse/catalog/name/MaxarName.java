package io.terralapse.catalog.name;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Product;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code 15FEB12061906-M2AS_R1C1-054801903010_01_P001}: day, time, multispectral, pan-sharpened or
 * panchromatic, level and kind, order (Maxar, "Core Imagery Products Guide").
 */
final class MaxarName implements NameConvention {
  private static final Pattern PATTERN =
      Pattern.compile(
          "(?<![A-Z0-9])(?<year>\\d{2})(?<month>[A-Z]{3})(?<day>\\d{2})(?<time>\\d{6})"
              + "-[MPS][123][A-Z]{2}(?![A-Z0-9])",
          Pattern.CASE_INSENSITIVE);

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  public ParsedName read(Matcher m) {
    int month = MONTHS.indexOf(m.group("month").toUpperCase(Locale.ROOT)) + 1;
    String day = String.format(Locale.ROOT, "20%s%02d%s", m.group("year"), month, m.group("day"));
    Product product =
        new Product(
            "unknown", "maxar", Optional.empty(), Optional.empty(), Optional.empty(), 0, "");
    Optional<AcquisitionDate> acquired = DateDigits.instant(day, m.group("time"));
    return ParsedName.of(product, acquired, m.group().substring(0, 13));
  }
}
