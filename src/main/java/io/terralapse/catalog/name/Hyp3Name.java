package io.terralapse.catalog.name;

import io.terralapse.model.Product;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code S1A_IW_20230101T120000_DVP_RTC10_G_gpuned_0A2B_VV}: mode, start, polarisations and orbit,
 * pixel size, options, id (HyP3 RTC product guide of the Alaska Satellite Facility).
 */
final class Hyp3Name implements NameConvention {
  private static final Pattern PATTERN =
      Pattern.compile(
          "(?<platform>S1[A-D])_(?:IW|EW|S[1-6])_(?<day>\\d{8})T(?<time>\\d{6})"
              + "_[SD][VH][PRO]_RTC\\d{2}_[GS]_[a-z]{6}_[0-9A-F]{4}");

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
