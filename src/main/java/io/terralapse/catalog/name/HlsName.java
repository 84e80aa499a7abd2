package io.terralapse.catalog.name;

import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.model.Product;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code HLS.S30.T14RQU.2020032T170659.v2.0.B04}: Harmonized Landsat Sentinel-2 by satellite, tile,
 * year with day of year and sensing time, version (HLS User Guide 2.0).
 */
final class HlsName implements NameConvention {
  private static final Pattern PATTERN =
      Pattern.compile(
          "HLS(?:-VI)?[._](?<kind>[LS]30)[._]T(?<tile>\\d{2}[A-Z]{3})[._](?<day>\\d{7})T(?<time>\\d{6})"
              + "(?:[._]v(?<version>\\d+[._]\\d+))?",
          Pattern.CASE_INSENSITIVE);

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  public ParsedName read(Matcher m) {
    String version = m.group("version");
    String day = m.group("day");
    String time = m.group("time");
    Product product =
        new Product(
            "HLS-" + m.group("kind").toUpperCase(Locale.ROOT),
            "hls",
            Optional.empty(),
            Optional.of(m.group("tile").toUpperCase(Locale.ROOT)),
            Optional.empty(),
            2,
            version == null ? "" : version);
    return ParsedName.of(product, DateDigits.dayOfYear(day, time), day + "T" + time)
        .calibrated(Calibration.TEN_THOUSANDTHS);
  }
}
