package io.terralapse.catalog.name;

import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.model.Product;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ids of Earth Engine ({@code system:index}), which its exports have as names, possibly after the
 * id of the collection and before the name of a band.
 */
enum EarthEngineName implements NameConvention {
  /** {@code 20240116T052149_20240116T053608_T43NBF}: sensing start, generation time, tile. */
  SENTINEL2(
      "(?<!\\d)(?<day>\\d{8})T(?<time>\\d{6})_(?<generated>\\d{8}T\\d{6})"
          + "_T(?<tile>\\d{2}[A-Z]{3})(?![A-Z0-9])") {
    @Override
    public ParsedName read(Matcher m) {
      String day = m.group("day");
      String time = m.group("time");
      Product product =
          Sentinel2Name.product(
              "S2",
              m.group("tile"),
              Optional.empty(),
              Optional.of(day + "T" + time),
              "",
              m.group("generated").toUpperCase(Locale.ROOT));
      // Its collections of this name are harmonised: the offset of baseline 04.00 is removed.
      return ParsedName.of(product, DateDigits.instant(day, time), day + "T" + time)
          .calibrated(Calibration.TEN_THOUSANDTHS);
    }
  },

  /** {@code LC08_044034_20140318}: satellite, path and row, day. */
  LANDSAT(
      "(?<![A-Z0-9])(?<platform>L[CETMO]0[1-9])_(?<path>\\d{3})(?<row>\\d{3})_(?<day>\\d{8})"
          + "(?!\\d)") {
    @Override
    public ParsedName read(Matcher m) {
      Product product =
          new Product(
              m.group("platform").toUpperCase(Locale.ROOT),
              LandsatName.SENSOR,
              Optional.of(m.group("path")),
              Optional.of(m.group("path") + m.group("row")),
              Optional.empty(),
              0,
              "");
      return ParsedName.of(product, DateDigits.day(m.group("day")), m.group("day"));
    }
  },

  /** {@code MODIS_061_MOD09A1_2022_02_02}: collection and first day. */
  MODIS(
      "(?<![A-Z0-9])(?<product>(?:M[OYC]D|VNP|VJ1)\\d{2}[A-Z0-9]{1,5})_(?<year>\\d{4})_(?<month>\\d{2})"
          + "_(?<day>\\d{2})(?!\\d)") {
    @Override
    public ParsedName read(Matcher m) {
      String name = m.group("product").toUpperCase(Locale.ROOT);
      String digits = m.group("year") + m.group("month") + m.group("day");
      Product product =
          new Product(
              name.substring(0, 3),
              name.startsWith("V") ? "viirs" : "modis",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              0,
              "");
      return ParsedName.of(
          product, DateDigits.day(digits).map(day -> ModisName.composite(name, day)), digits);
    }
  };

  private final Pattern pattern;

  EarthEngineName(String regex) {
    pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  @Override
  public Pattern pattern() {
    return pattern;
  }
}
