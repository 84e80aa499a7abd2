package io.terralapse.catalog.name;

import io.terralapse.model.Product;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code MOD09GA.A2014209.h12v10.061.2021263120000}: MODIS and VIIRS land products by acquisition
 * day (of a composite, its first day), tile, collection and production time. {@code A2014209} alone
 * is read too.
 */
final class ModisName implements NameConvention {
  private static final Pattern PATTERN =
      Pattern.compile(
          "(?:(?<product>(?:M[OYC]D|V[NJ]P?\\d?)[A-Z0-9]{2,8})[._])?(?<![A-Za-z0-9])A(?<day>\\d{7})"
              + "(?!\\d)(?:[._](?<tile>h\\d{2}v\\d{2})(?:[._]\\d{3}[._](?<processed>\\d{13}))?)?");

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  public ParsedName read(Matcher m) {
    String name = m.group("product");
    String processed = m.group("processed");
    Product product =
        new Product(
            name == null ? "unknown" : name.substring(0, 3),
            name == null ? "unknown" : name.startsWith("V") ? "viirs" : "modis",
            Optional.empty(),
            Optional.ofNullable(m.group("tile")),
            Optional.empty(),
            0,
            processed == null ? "" : processed);
    return ParsedName.of(product, DateDigits.dayOfYear(m.group("day")), m.group("day"));
  }
}
