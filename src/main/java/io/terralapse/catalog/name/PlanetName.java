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
   * {@code ps_weekly_sr_2024-01-01_2024-01-08_mosaic}, {@code global_weekly_20240101_mosaic},
   * {@code ps_biweekly_visual_2024w03_mosaic}: first day, possibly with the last or the next first
   * one.
   */
  WEEKS(
      "(?:planet|global|ps)_[a-z0-9_]*?(?<![0-9])(?:(?<first>\\d{4}[-_]?\\d{2}[-_]?\\d{2})"
          + "(?:_(?<last>\\d{4}[-_]?\\d{2}[-_]?\\d{2}))?|(?<wyear>\\d{4})[-_]?w(?<week>\\d{2}))_mosaic") {
    @Override
    public ParsedName read(Matcher m) {
      return basemap(m, findWeeks(m));
    }
  },

  /** {@code ps_weekly_visual_2024_03_mosaic}: the number may be a week or a month. */
  UNCLEAR_WEEKS(
      "(?:planet|global|ps)_[a-z0-9_]*?weekly_[a-z0-9_]*?(?<![0-9])(?<number>\\d{4}[-_]\\d{2})_mosaic") {
    @Override
    public ParsedName read(Matcher m) {
      return basemap(m, Optional.empty())
          .withoutDate("contains " + m.group("number") + ", which can be a week or a month");
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
      return basemap(m, findMonths(m));
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

  private static ParsedName basemap(Matcher m, Optional<AcquisitionDate> date) {
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
    ParsedName reading = ParsedName.of(product, date, m.group());
    return surface ? reading.calibrated(Calibration.TEN_THOUSANDTHS) : reading;
  }

  /** Seven or fourteen days; a second date so many days later begins the next mosaic. */
  private static Optional<AcquisitionDate> findWeeks(Matcher m) {
    String name = m.group().toLowerCase(Locale.ROOT);
    int days = name.contains("biweek") ? 14 : name.contains("week") ? 7 : 1;
    if (m.group("week") != null) {
      return DateDigits.week(m.group("wyear"), m.group("week"))
          .map(week -> days == 14 ? DateDigits.daysFrom(week, days) : week);
    }
    String first = m.group("first").replaceAll("\\D", "");
    Optional<AcquisitionDate> single =
        DateDigits.day(first).map(day -> DateDigits.daysFrom(day, days));
    if (m.group("last") == null) {
      return single;
    }
    Optional<AcquisitionDate> both = DateDigits.days(first, m.group("last").replaceAll("\\D", ""));
    boolean nextFirst =
        both.isPresent()
            && single.isPresent()
            && both.get().lastDay().equals(single.get().lastDay().plusDays(1));
    return nextFirst ? single : both;
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
