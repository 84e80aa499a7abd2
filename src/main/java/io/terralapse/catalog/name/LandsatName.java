package io.terralapse.catalog.name;

import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Product;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Landsat product ids (USGS, "Landsat Collection 1/2 product identifier", LSDS-1618, LSDS-1656) and
 * the scene ids before collections.
 */
enum LandsatName implements NameConvention {
  /**
   * {@code LC08_L2SP_190024_20200101_20200823_02_T1}: level, path and row, acquired, processed,
   * collection, tier. Shortened copies often keep only {@code LC08_L1TP_013032_20180131}.
   */
  PRODUCT(
      "(?<platform>L[CETMO]0[1-9])_L(?<level>[12])(?<kind>[A-Z]{2})_(?<path>\\d{3})(?<row>\\d{3})"
          + "_(?<day>\\d{8})(?:_(?<processed>\\d{8})(?:_(?<collection>\\d{2})_[A-Z][A-Z0-9])?)?"
          + "(?!\\d)") {
    @Override
    public ParsedName read(Matcher m) {
      String platform = m.group("platform").toUpperCase(Locale.ROOT);
      int level = m.group("level").charAt(0) - '0';
      String processed = m.group("processed");
      ParsedName reading =
          reading(
              platform,
              m.group("path"),
              m.group("row"),
              level,
              processed == null ? "" : processed,
              DateDigits.day(m.group("day")),
              m.group("day"));
      return level == 2 && "02".equals(m.group("collection"))
          ? reading.calibrated(Calibration.LANDSAT_C2_L2)
          : reading;
    }
  },

  /** {@code LC08_044034_20200101}, as Earth Engine names images: path and row, acquired. */
  EARTH_ENGINE(
      "(?<platform>L[CETMO]0[1-9])_(?<path>\\d{3})(?<row>\\d{3})_(?<day>\\d{8})(?![\\dT])") {
    @Override
    public ParsedName read(Matcher m) {
      String platform = m.group("platform").toUpperCase(Locale.ROOT);
      Optional<AcquisitionDate> acquired = DateDigits.day(m.group("day"));
      return reading(platform, m.group("path"), m.group("row"), 0, "", acquired, m.group("day"));
    }
  },

  /** {@code LC08_CU_005009_20190101_20210503_02}: analysis-ready tiles of the United States. */
  ARD(
      "(?<platform>L[CETMO]0[1-9])_(?<region>CU|AK|HI)_(?<tile>\\d{6})_(?<day>\\d{8})"
          + "_(?<processed>\\d{8})_(?<collection>\\d{2})(?!\\d)") {
    @Override
    public ParsedName read(Matcher m) {
      String tile = m.group("region").toUpperCase(Locale.ROOT) + m.group("tile");
      Product product =
          new Product(
              m.group("platform").toUpperCase(Locale.ROOT),
              SENSOR,
              Optional.empty(),
              Optional.of(tile),
              Optional.empty(),
              2,
              m.group("processed"));
      ParsedName reading = ParsedName.of(product, DateDigits.day(m.group("day")), m.group("day"));
      return "02".equals(m.group("collection"))
          ? reading.calibrated(Calibration.LANDSAT_C2_L2)
          : reading;
    }
  },

  /** {@code LC81900242015123LGN00}: path and row, year and day of year, station, version. */
  SCENE_ID(
      "(?<![A-Z0-9])L(?<instrument>[CETMO])(?<number>[1-9])(?<path>\\d{3})(?<row>\\d{3})"
          + "(?<day>\\d{7})(?<station>[A-Z]{3})(?<version>\\d{2})(?!\\d)") {
    @Override
    public ParsedName read(Matcher m) {
      String platform =
          "L" + m.group("instrument").toUpperCase(Locale.ROOT) + "0" + m.group("number");
      return reading(
          platform,
          m.group("path"),
          m.group("row"),
          1,
          m.group("version"),
          DateDigits.dayOfYear(m.group("day")),
          m.group("day"));
    }
  };

  static final String SENSOR = "landsat";

  private final Pattern pattern;

  LandsatName(String regex) {
    pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  @Override
  public Pattern pattern() {
    return pattern;
  }

  private static ParsedName reading(
      String platform,
      String path,
      String row,
      int level,
      String processed,
      Optional<AcquisitionDate> acquired,
      String digits) {
    Product product =
        new Product(
            platform,
            SENSOR,
            Optional.of(path),
            Optional.of(path + row),
            Optional.empty(),
            level,
            processed);
    return ParsedName.of(product, acquired, digits);
  }
}
