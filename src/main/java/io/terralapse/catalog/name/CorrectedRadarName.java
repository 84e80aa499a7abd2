package io.terralapse.catalog.name;

import io.terralapse.model.Product;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentinel-1 after radiometric terrain correction; the start of the acquisition is the date. */
enum CorrectedRadarName implements NameConvention {
  /**
   * {@code S1A_IW_20230101T120000_DVP_RTC10_G_gpuned_0A2B_VV}: mode, start, polarisations and
   * orbit, pixel size, options, id (HyP3 RTC product guide of the Alaska Satellite Facility).
   */
  HYP3(
      "(?<platform>S1[A-D])_(?:IW|EW|S[1-6])_(?<day>\\d{8})T(?<time>\\d{6})"
          + "_[SD][VH][PRO]_RTC\\d{2}_[GS]_[a-z]{6}_[0-9A-F]{4}"),

  /**
   * {@code OPERA_L2_RTC-S1_T069-147170-IW1_20231003T134433Z_20231004T023421Z_S1A_30_v1.0_VV}:
   * burst, start, processing, platform, pixel size (OPERA RTC-S1 product specification).
   */
  OPERA(
      "OPERA_L2_RTC-S1_T\\d{3}-\\d{6}-(?:IW|EW)\\d_(?<day>\\d{8})T(?<time>\\d{6})Z"
          + "_\\d{8}T\\d{6}Z_(?<platform>S1[A-D])_\\d+_v[\\d.]+");

  private final Pattern pattern;

  CorrectedRadarName(String regex) {
    this.pattern = Pattern.compile(regex);
  }

  @Override
  public Pattern pattern() {
    return pattern;
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
