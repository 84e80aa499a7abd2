package io.terralapse.catalog.name;

import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.catalog.sensor.Sensors;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Product;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of images of EO Browser and Copernicus Browser: the days that the image was composed from,
 * mostly one, the collection, and the layer, which is a band or a visualisation.
 */
enum BrowserName implements NameConvention {
  /** {@code 2024-03-02-00:00_2024-03-02-23:59_Sentinel-2_L2A_B04_(Raw)}. */
  PERIOD(
      "(?<!\\d)(?<first>\\d{4}-\\d{2}-\\d{2})-\\d{2}[:_-]?\\d{2}_(?<last>\\d{4}-\\d{2}-\\d{2})"
          + "-\\d{2}[:_-]?\\d{2}(?!\\d)(?=(?:_"
          + BrowserName.LAYER
          + ")?)"),

  /** {@code 2023-01-10, Sentinel-2 L2A, True color}. */
  DAY("^(?<first>(?<last>\\d{4}-\\d{2}-\\d{2})),[ _](?=" + BrowserName.LAYER + ")");

  private static final String LAYER =
      "(?:(?<radar>Sentinel-1)|Sentinel-2[A-D]?[ _]L(?<level>1C|2A)|Landsat[ _](?<landsat>[4-9])"
          + "(?!\\d)[^,]*?(?:[ _]L[12])?)(?<layer>[_, ].*)$";

  /** A band as it is measured; other layers are images made for viewing. */
  private static final Pattern MEASURED =
      Pattern.compile("\\(Raw\\)|[_, ](?:B\\d{1,2}|B8A|VV|VH|HH|HV)$", Pattern.CASE_INSENSITIVE);

  private final Pattern pattern;

  BrowserName(String regex) {
    pattern = Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }

  @Override
  public Pattern pattern() {
    return pattern;
  }

  @Override
  public ParsedName read(Matcher m) {
    String first = m.group("first");
    String last = m.group("last");
    Optional<AcquisitionDate> days = DateDigits.days(first.replace("-", ""), last.replace("-", ""));
    String layer = m.group("layer");
    if (layer == null) {
      return ParsedName.of(Product.UNKNOWN, days, m.group());
    }
    boolean radar = m.group("radar") != null;
    ParsedName read = ParsedName.of(product(m, first + "/" + last), days, m.group());
    if (!MEASURED.matcher(layer).find()) {
      return read.calibrated(Calibration.PICTURE);
    }
    return radar ? read : read.calibrated(Calibration.UNIT_IN_16_BITS);
  }

  /** All layers of one period are of one datatake. */
  private static Product product(Matcher m, String period) {
    String landsat = m.group("landsat");
    String level = m.group("level");
    Product known =
        landsat == null
            ? Product.UNKNOWN
            : Sensors.withSensor(Product.UNKNOWN, "landsat-" + landsat);
    boolean radar = m.group("radar") != null;
    return new Product(
        radar ? "S1" : landsat == null ? "S2" : known.platform(),
        radar ? "sentinel-1" : landsat == null ? Sentinel2Name.SENSOR : known.sensor(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(period),
        level == null ? 0 : level.charAt(0) - '0',
        "");
  }
}
