package io.terralapse.catalog.name;

import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.model.Product;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentinel-2 names since the compact naming of December 2016 (Sentinel-2 Products Specification
 * Document, "compact naming convention"), and the ids of the public cloud-optimised copies.
 */
enum Sentinel2Name implements NameConvention {
  /**
   * {@code S2B_MSIL2A_20201126T154319_N0212_R125_T11CMM_20201127T152008.SAFE}: sensing start of the
   * datatake, baseline, relative orbit, tile, product discriminator (a processing time).
   */
  PRODUCT(
      "(?<platform>S2[A-D])_MSIL(?<level>1C|2A)_(?<day>\\d{8})T(?<time>\\d{6})_N(?<baseline>\\d{4})"
          + "_R(?<orbit>\\d{3})_T(?<tile>\\d{2}[A-Z]{3})_(?<processed>\\d{8}T\\d{6})") {
    @Override
    public ParsedName read(Matcher m) {
      Product product =
          product(
              m.group("platform"),
              m.group("tile"),
              Optional.of("R" + m.group("orbit")),
              Optional.of(m.group("day") + "T" + m.group("time")),
              m.group("level"),
              m.group("processed"));
      return reading(product, m)
          .calibrated(
              Integer.parseInt(m.group("baseline")) >= 400
                  ? Calibration.SENTINEL2_SINCE_0400
                  : Calibration.TEN_THOUSANDTHS);
    }
  },

  /** {@code L2A_T29UNU_A038058_20221005T115407}, a granule's folder. */
  GRANULE(
      "(?<![A-Z0-9])L(?<level>1C|2A)_T(?<tile>\\d{2}[A-Z]{3})_A(?<orbit>\\d{6})"
          + "_(?<day>\\d{8})T(?<time>\\d{6})(?!\\d)") {
    @Override
    public ParsedName read(Matcher m) {
      // The granule's time differs by seconds from the datatake's start, so it does not identify
      // the datatake; the product's folder does.
      Product product =
          product("S2", m.group("tile"), Optional.empty(), Optional.empty(), m.group("level"), "");
      return reading(product, m);
    }
  },

  /**
   * {@code S2B_22WEB_20200903_0_L2A}, the id of cloud-optimised copies: a day and a running number,
   * which grows when a tile is processed again.
   */
  COG_ID(
      "(?<platform>S2[A-D])_T?(?<tile>\\d{1,2}[A-Z]{3})_(?<day>\\d{8})(?:T(?<time>\\d{6}))?"
          + "(?:_(?<number>\\d{1,2}))?_L(?<level>1C|2A)(?![A-Z0-9])") {
    @Override
    public ParsedName read(Matcher m) {
      String number = m.group("number");
      Product product =
          product(
              m.group("platform"),
              m.group("tile"),
              Optional.empty(),
              Optional.ofNullable(m.group("time")).map(time -> m.group("day") + "T" + time),
              m.group("level"),
              number == null ? "" : number);
      return reading(product, m).calibrated(Calibration.TEN_THOUSANDTHS);
    }
  },

  /**
   * {@code T11CMM_20201126T154319_B04_10m.jp2}: tile and sensing start of the datatake. Like a
   * granule's folder it does not tell the processing baseline, and so no calibration.
   */
  BAND_FILE("(?<![A-Z0-9])T(?<tile>\\d{2}[A-Z]{3})_(?<day>\\d{8})T(?<time>\\d{6})(?!\\d)") {
    @Override
    public ParsedName read(Matcher m) {
      Product product =
          product(
              "S2",
              m.group("tile"),
              Optional.empty(),
              Optional.of(m.group("day") + "T" + m.group("time")),
              "",
              "");
      return reading(product, m);
    }
  };

  static final String SENSOR = "sentinel-2";

  private final Pattern pattern;

  Sentinel2Name(String regex) {
    pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  @Override
  public Pattern pattern() {
    return pattern;
  }

  /** {@code level} is {@code 1C}, {@code 2A} or empty. */
  static Product product(
      String platform,
      String tile,
      Optional<String> track,
      Optional<String> datatake,
      String level,
      String processed) {
    String upperTile = tile.toUpperCase(Locale.ROOT);
    return new Product(
        platform.toUpperCase(Locale.ROOT),
        SENSOR,
        track,
        Optional.of(upperTile.length() == 4 ? "0" + upperTile : upperTile),
        datatake.map(d -> d.toUpperCase(Locale.ROOT)),
        level.isEmpty() ? 0 : level.charAt(0) - '0',
        processed);
  }

  private static ParsedName reading(Product product, Matcher m) {
    String day = m.group("day");
    String time = m.group("time");
    return time == null
        ? ParsedName.of(product, DateDigits.day(day), day)
        : ParsedName.of(product, DateDigits.instant(day, time), day + "T" + time);
  }
}
