package io.terralapse.catalog.name;

import io.terralapse.model.Product;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code S1A_IW_GRDH_1SDV_20200101T054321_20200101T054346_030612_0381D9_...}: mode, type, start,
 * stop, absolute orbit, datatake id (Sentinel-1 Product Specification). The start is the date.
 */
final class Sentinel1Name implements NameConvention {
  private static final Pattern PATTERN =
      Pattern.compile(
          "(?<platform>S1[A-D])_(?:IW|EW|WV|S[1-6])_[A-Z]{3}[FHM_]_(?<level>\\d)[SA][A-Z]{2}"
              + "_(?<day>\\d{8})T(?<time>\\d{6})_\\d{8}T\\d{6}_\\d{6}_(?<datatake>[0-9A-F]{6})");

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
            m.group("platform"),
            "sentinel-1",
            Optional.empty(),
            Optional.empty(),
            Optional.of(m.group("datatake")),
            m.group("level").charAt(0) - '0',
            "");
    return ParsedName.of(product, DateDigits.instant(day, time), day + "T" + time);
  }
}
