package io.terralapse.catalog.name;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Product;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of composites that contain the first and the last day. */
enum SpanName implements NameConvention {
  /** {@code SVDNB_npp_20200101-20200131_75N180W_vcmslcfg_v10_c202002111500}: night lights. */
  NIGHT_LIGHTS("SVDNB_[a-z0-9]+_(?<first>\\d{8})-(?<last>\\d{8})_");

  private final Pattern pattern;

  SpanName(String regex) {
    pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  @Override
  public Pattern pattern() {
    return pattern;
  }

  @Override
  public ParsedName read(Matcher m) {
    Optional<AcquisitionDate> days = DateDigits.days(m.group("first"), m.group("last"));
    return ParsedName.of(Product.UNKNOWN, days, m.group());
  }
}
