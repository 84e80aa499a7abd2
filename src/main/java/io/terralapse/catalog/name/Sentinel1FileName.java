package io.terralapse.catalog.name;

import io.terralapse.model.Product;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code s1a-iw-grd-vv-20210809t173953-20210809t174018-039156-049f13-001}: an image inside of a
 * Sentinel-1 product, by start, stop, absolute orbit and datatake (Sentinel-1 Product
 * Specification). The start is the date.
 */
final class Sentinel1FileName implements NameConvention {
  private static final Pattern PATTERN =
      Pattern.compile(
          "(?<![A-Z0-9])(?<platform>S1[A-D])-(?:IW|EW|WV|S)\\d?-(?:GRD|SLC|OCN)-[HV]{2}"
              + "-(?<day>\\d{8})T(?<time>\\d{6})-\\d{8}T\\d{6}-\\d{6}-(?<datatake>[0-9A-F]{6})-\\d{3}",
          Pattern.CASE_INSENSITIVE);

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  public ParsedName read(Matcher m) {
    String day = m.group("day");
    String time = m.group("time");
    Product product =
        new Product(
            m.group("platform").toUpperCase(Locale.ROOT),
            "sentinel-1",
            Optional.empty(),
            Optional.empty(),
            Optional.of(m.group("datatake").toUpperCase(Locale.ROOT)),
            1,
            "");
    return ParsedName.of(product, DateDigits.instant(day, time), day + "T" + time);
  }
}
