package io.terralapse.catalog.name;

import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.model.Product;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentinel-2 names before December 2016, in which the first time is the file's creation time. */
enum Sentinel2OldName implements NameConvention {
  /**
   * {@code S2A_OPER_PRD_MSIL1C_PDMC_20160308T090616_R094_V20160305T110109_20160305T110109}:
   * creation time, relative orbit, and after {@code V} the sensing start.
   */
  PRODUCT(
      "(?<platform>S2[A-D])_[A-Z0-9]{4}_PRD_MSIL(?<level>1C|2A)_[A-Z0-9_]{4}"
          + "_(?<processed>\\d{8}T\\d{6})_R(?<orbit>\\d{3})_V(?<day>\\d{8})T(?<time>\\d{6})") {
    @Override
    public ParsedName read(Matcher m) {
      Product product =
          new Product(
              m.group("platform"),
              Sentinel2Name.SENSOR,
              Optional.of("R" + m.group("orbit")),
              Optional.empty(),
              Optional.of(m.group("day") + "T" + m.group("time")),
              m.group("level").charAt(0) - '0',
              m.group("processed"));
      return ParsedName.of(
              product,
              DateDigits.instant(m.group("day"), m.group("time")),
              m.group("day") + "T" + m.group("time"))
          .calibrated(Calibration.TEN_THOUSANDTHS);
    }
  },

  /**
   * {@code S2A_OPER_MSI_L1C_TL_EPA__20170604T010049_A002448_T40RCN_B02}: creation time, absolute
   * orbit, tile. It contains no acquisition date.
   */
  TILE(
      "(?<platform>S2[A-D])_[A-Z0-9]{4}_MSI_L(?<level>1C|2A)_(?:TL|DS)_[A-Z0-9_]{4}"
          + "_(?<processed>\\d{8}T\\d{6})_A(?<orbit>\\d{6})_T(?<tile>\\d{2}[A-Z]{3})") {
    @Override
    public ParsedName read(Matcher m) {
      Product product =
          Sentinel2Name.product(
              m.group("platform"),
              m.group("tile"),
              Optional.empty(),
              Optional.of("A" + m.group("orbit")),
              m.group("level"),
              m.group("processed"));
      return ParsedName.undated(
              product,
              "contains only "
                  + m.group("processed")
                  + ", the time at which the file was processed")
          .calibrated(Calibration.TEN_THOUSANDTHS);
    }
  };

  private final Pattern pattern;

  Sentinel2OldName(String regex) {
    pattern = Pattern.compile(regex);
  }

  @Override
  public Pattern pattern() {
    return pattern;
  }
}
