package io.terralapse.catalog.name;

import io.terralapse.model.Product;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code OR_ABI-L1b-RadM1-M6C01_G19_s20253011200210_e..._c...}: product and sector, mode and
 * channel, satellite; then start, end and creation as year, day of year, time and tenth of a second
 * (GOES-R Product Definition and Users' Guide). The start is the date.
 */
final class GoesName implements NameConvention {
  private static final Pattern PATTERN =
      Pattern.compile(
          "ABI-L(?<level>\\d)[a-z]?-(?<product>[A-Za-z0-9]+)(?:-[A-Z0-9]+)?_(?<platform>G\\d{2})"
              + "_s(?<day>\\d{7})(?<time>\\d{6})\\d?(?!\\d)");

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
            "goes",
            Optional.empty(),
            Optional.of(m.group("product")),
            Optional.empty(),
            m.group("level").charAt(0) - '0',
            "");
    return ParsedName.of(product, DateDigits.dayOfYear(day, time), day + time);
  }
}
