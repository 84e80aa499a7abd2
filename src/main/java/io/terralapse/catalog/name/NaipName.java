package io.terralapse.catalog.name;

import io.terralapse.model.Product;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code m_4709963_se_14_1_20090818}: NAIP quarter quads by USGS quad (latitude, longitude,
 * number), quarter, UTM zone, ground sample distance ({@code 1} metre, {@code 060} centimetres,
 * {@code h} half a metre) and date. A second date ({@code ..._20090818_20091103}) is the processing
 * date of the tile.
 */
final class NaipName implements NameConvention {
  private static final Pattern PATTERN =
      Pattern.compile(
          "(?<![A-Z0-9])m_(?<quad>\\d{7})_(?<quarter>[ns][ew])_(?<zone>\\d{1,2})_[0-9h]{1,3}"
              + "_(?<day>\\d{8})(?:_(?<processed>\\d{8}))?(?!\\d)",
          Pattern.CASE_INSENSITIVE);

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  public ParsedName read(Matcher m) {
    String processed = m.group("processed");
    Product product =
        new Product(
            "NAIP",
            "naip",
            Optional.empty(),
            Optional.of(m.group("quad") + "_" + m.group("quarter").toLowerCase(Locale.ROOT)),
            Optional.empty(),
            0,
            processed == null ? "" : processed);
    return ParsedName.of(product, DateDigits.day(m.group("day")), m.group("day"));
  }
}
