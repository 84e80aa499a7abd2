package io.terralapse.catalog.name;

import static java.lang.Integer.parseInt;

import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Product;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Planet's scene and basemap names (docs.planet.com, item types and basemaps). */
enum PlanetName implements NameConvention {
  /** {@code 20191015_074852_ssc4_u0001_analytic}: time, satellite (and detector), part. */
  SKYSAT(
      "(?<!\\d)(?<day>\\d{8})_(?<time>\\d{6})_(?<satellite>ssc?\\d{1,2})(?:d\\d)?_u?\\d{4}(?!\\d)"
          + "(?=(?<asset>.*))") {
    @Override
    public ParsedName read(Matcher m) {
      return scene("skysat", m, Duration.ZERO);
    }
  },

  /**
   * {@code 20230912_175450_00_2439_3B_AnalyticMS_SR_8b_clip}: time, hundredths of a second (since
   * 2020; they distinguish neighbours in a strip), satellite, asset.
   */
  PLANETSCOPE(
      "(?<!\\d)(?<day>\\d{8})_(?<time>\\d{6})(?:_(?<hundredths>\\d{2})|_\\d)?_(?<satellite>[0-9a-f]{4})"
          + "(?![0-9a-z])(?=(?<asset>.*))") {
    @Override
    public ParsedName read(Matcher m) {
      String hundredths = m.group("hundredths");
      return scene(
          "planetscope",
          m,
          hundredths == null ? Duration.ZERO : Duration.ofMillis(10L * parseInt(hundredths)));
    }
  },

  /**
   * {@code 2376743_4865309_2019-05-20_0f2a_BGRN_Analytic_SR}, an ortho tile of PlanetScope: strip,
   * tile, day, satellite, asset.
   */
  ORTHO_TILE(
      "(?<!\\d)\\d{5,8}_(?<tile>\\d{7})_(?<date>\\d{4}-\\d{2}-\\d{2})_(?<satellite>[0-9a-f]{4})"
          + "(?![0-9a-z])(?=(?<asset>.*))") {
    @Override
    public ParsedName read(Matcher m) {
      return tile("planetscope", m);
    }
  },

  /** {@code 4551910_2016-01-02_RE4_3A_Analytic_SR}, an ortho tile of RapidEye. */
  RAPIDEYE(
      "(?<!\\d)(?<tile>\\d{6,7})_(?<date>\\d{4}-\\d{2}-\\d{2})_(?<satellite>RE[1-5])_3[AB]"
          + "(?=(?<asset>.*))") {
    @Override
    public ParsedName read(Matcher m) {
      return tile("rapideye", m);
    }
  },

  /** {@code 20210720_strip_4692987_composite}: scenes of one strip, merged on ordering. */
  COMPOSITE("(?<!\\d)(?<day>\\d{8})_strip_(?<strip>\\d{4,})_composite(?![A-Za-z0-9])") {
    @Override
    public ParsedName read(Matcher m) {
      Product product =
          new Product(
              "strip" + m.group("strip"),
              "planetscope",
              Optional.empty(),
              Optional.empty(),
              Optional.of(m.group("strip")),
              0,
              "");
      return ParsedName.of(product, DateDigits.day(m.group("day")), m.group("day"));
    }
  },

  /**
   * {@code planet_medres_normalized_analytic_2021-08_mosaic}, {@code ..._2017-06_2017-11_mosaic},
   * {@code global_monthly_2020_05_mosaic}, {@code global_quarterly_2020q1_mosaic}.
   */
  BASEMAP(
      "(?:planet|global|ps)_[a-z0-9_]*?(?<![0-9])(?:(?<year>\\d{4})[-_](?<month>\\d{2})"
          + "(?:_(?<year2>\\d{4})-(?<month2>\\d{2}))?|(?<qyear>\\d{4})q(?<quarter>[1-4]))_mosaic") {
    @Override
    public ParsedName read(Matcher m) {
      String mosaic = m.group().toLowerCase(Locale.ROOT);
      boolean surface = mosaic.contains("normalized_analytic");
      Product product =
          new Product(
              "planet",
              "planet-basemap",
              Optional.empty(),
              Optional.empty(),
              Optional.of(mosaic),
              surface ? 2 : 0,
              "");
      ParsedName reading = ParsedName.of(product, findMonths(m), m.group());
      return surface ? reading.calibrated(Calibration.TEN_THOUSANDTHS) : reading;
    }
  };

  /** Marks surface reflectance among Planet's assets. */
  private static final Pattern SURFACE = Pattern.compile("_SR(?![A-Za-z0-9])");

  private final Pattern pattern;

  PlanetName(String regex) {
    pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  @Override
  public Pattern pattern() {
    return pattern;
  }

  private static Optional<AcquisitionDate> findMonths(Matcher m) {
    String quarter = m.group("quarter");
    if (quarter != null) {
      int first = 3 * parseInt(quarter) - 2;
      String year = m.group("qyear");
      return DateDigits.months(year, Integer.toString(first), year, Integer.toString(first + 2));
    }
    return m.group("year2") == null
        ? DateDigits.month(m.group("year"), m.group("month"))
        : DateDigits.months(m.group("year"), m.group("month"), m.group("year2"), m.group("month2"));
  }

  private static ParsedName tile(String sensor, Matcher m) {
    String satellite = m.group("satellite");
    boolean surface = SURFACE.matcher(m.group("asset")).find();
    Product product =
        new Product(
            sensor.equals("rapideye")
                ? satellite.toUpperCase(Locale.ROOT)
                : satellite.toLowerCase(Locale.ROOT),
            sensor,
            Optional.empty(),
            Optional.of(m.group("tile")),
            Optional.empty(),
            surface ? 2 : 1,
            "");
    String date = m.group("date");
    ParsedName reading = ParsedName.of(product, DateDigits.day(date.replace("-", "")), date);
    return surface ? reading.calibrated(Calibration.TEN_THOUSANDTHS) : reading;
  }

  private static ParsedName scene(String sensor, Matcher m, Duration fraction) {
    String day = m.group("day");
    String time = m.group("time");
    boolean surface = SURFACE.matcher(m.group("asset")).find();
    Product product =
        new Product(
            m.group("satellite").toLowerCase(Locale.ROOT),
            sensor,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            surface ? 2 : 1,
            "");
    ParsedName reading =
        ParsedName.of(
            product,
            DateDigits.instant(day, time)
                .map(d -> AcquisitionDate.at(d.start().plus(fraction), d.source())),
            day + "_" + time);
    return surface ? reading.calibrated(Calibration.TEN_THOUSANDTHS) : reading;
  }
}
