package io.terralapse.catalog.name;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Product;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code 15FEB12061906-M2AS_R1C1-054801903010_01_P001}: day, time, multispectral, pan-sharpened or
 * panchromatic, level and kind, order (Maxar, formerly DigitalGlobe: WorldView, GeoEye, QuickBird;
 * "Core Imagery Products Guide").
 */
final class MaxarName implements NameConvention {
  private static final Pattern PATTERN =
      Pattern.compile(
          "(?<![A-Z0-9])(?<year>\\d{2})(?<month>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
              + "(?<day>\\d{2})(?<time>\\d{6})-[A-Z]\\d[A-Z]{1,2}",
          Pattern.CASE_INSENSITIVE);

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  public ParsedName read(Matcher m) {
    String month = MonthNames.digits(m.group("month").toLowerCase(Locale.ROOT));
    // The first satellite of this convention was launched in 2001.
    String day = "20" + m.group("year") + month + m.group("day");
    Optional<AcquisitionDate> acquired = DateDigits.instant(day, m.group("time"));
    Product product =
        new Product(
            "unknown", "maxar", Optional.empty(), Optional.empty(), Optional.empty(), 0, "");
    return ParsedName.of(product, acquired, m.group());
  }
}
