package io.terralapse.catalog.name;

import io.terralapse.model.Product;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code OPERA_L2_RTC-S1_T069-147170-IW1_20231003T134433Z_20231004T023421Z_S1A_30_v1.0_VV}: burst,
 * start of the acquisition, processing, platform, pixel size (OPERA RTC-S1 product specification).
 */
final class OperaRadarName implements NameConvention {
  private static final Pattern PATTERN =
      Pattern.compile(
          "OPERA_L2_RTC-S1_T\\d{3}-\\d{6}-(?:IW|EW)\\d_(?<day>\\d{8})T(?<time>\\d{6})Z"
              + "_\\d{8}T\\d{6}Z_(?<platform>S1[A-D])_\\d+_v[\\d.]+");

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
            Optional.empty(),
            0,
            "");
    return ParsedName.of(product, DateDigits.instant(day, time), day + "T" + time);
  }
}
