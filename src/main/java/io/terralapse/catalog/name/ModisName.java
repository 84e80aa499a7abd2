package io.terralapse.catalog.name;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Product;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code MOD09GA.A2014209.h12v10.061.2021263120000}: MODIS and VIIRS products by acquisition day
 * (of a composite, its first day), tile or time, collection and production time. {@code A2014209}
 * alone is read too. The days of a composite follow from the product (LP DAAC, MODIS and VIIRS
 * product tables).
 */
final class ModisName implements NameConvention {
  private static final Pattern PATTERN =
      Pattern.compile(
          "(?:(?<product>(?:M[OYC]D|V[NJ]P?\\d?)[A-Z0-9]{2,8})[._])?(?<![A-Za-z0-9])A(?<day>\\d{7})"
              + "(?!\\d)(?:[._](?<tile>h\\d{2}v\\d{2})(?:[._]\\d{3}[._](?<processed>\\d{13}))?"
              + "|[._](?<time>\\d{4})[._]\\d{3}(?!\\d))?");

  private static final Pattern FOUR_DAYS = Pattern.compile("15A3H?");

  private static final Pattern EIGHT_DAYS =
      Pattern.compile("09[AQH]1|1[014]A2|11B2|15A2H?|16A2(?:GF)?|17A2H?(?:GF)?|21A2");

  private static final Pattern SIXTEEN_DAYS = Pattern.compile("13(?:A1|A2|Q1|C1)");

  private static final Pattern MONTHS =
      Pattern.compile("13A3|13C2|11B3|1[014]C3|10CM|21C3|46A3|64A1");

  private static final Pattern YEARS =
      Pattern.compile("12[QC]1|16A3(?:GF)?|17A3H?(?:GF)?|46A4|44[BW]");

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  public ParsedName read(Matcher m) {
    String name = m.group("product");
    String processed = m.group("processed");
    Product product =
        new Product(
            name == null ? "unknown" : name.substring(0, 3),
            name == null ? "unknown" : name.startsWith("V") ? "viirs" : "modis",
            Optional.empty(),
            Optional.ofNullable(m.group("tile")),
            Optional.empty(),
            0,
            processed == null ? "" : processed);
    String time = m.group("time");
    Optional<AcquisitionDate> date =
        time == null
            ? DateDigits.dayOfYear(m.group("day"))
                .map(day -> name == null ? day : composite(name, day))
            : DateDigits.dayOfYear(m.group("day"), time + "00");
    return ParsedName.of(product, date, m.group("day"));
  }

  /**
   * The span of a product.
   *
   * @param name {@code MOD09A1}, {@code VNP13A1}
   * @param first the day in the product's name
   * @return the day itself for daily and unknown products
   */
  static AcquisitionDate composite(String name, AcquisitionDate first) {
    String product = name.toUpperCase(Locale.ROOT).substring(3);
    LocalDate day = first.start().atOffset(ZoneOffset.UTC).toLocalDate();
    if (FOUR_DAYS.matcher(product).matches()) {
      return DateDigits.daysOfYear(day, 4);
    }
    if (EIGHT_DAYS.matcher(product).matches()) {
      return DateDigits.daysOfYear(day, 8);
    }
    if (SIXTEEN_DAYS.matcher(product).matches()) {
      // The last of a year includes days of the next.
      return AcquisitionDate.between(day, day.plusDays(15), first.source());
    }
    if (MONTHS.matcher(product).matches()) {
      return AcquisitionDate.in(YearMonth.from(day), first.source());
    }
    return YEARS.matcher(product).matches()
        ? AcquisitionDate.between(day, day.plusYears(1).minusDays(1), first.source())
        : first;
  }
}
