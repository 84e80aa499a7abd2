package io.terralapse.catalog.stac;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.catalog.name.NameReader;
import io.terralapse.catalog.name.ParsedName;
import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.PrintableText;
import io.terralapse.model.Product;
import io.terralapse.model.SceneConditions;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The properties of an item that apply to all of its bands. Identifiers in it (of the product, of
 * the item) are read as file names are, so that an item and its original product count as one
 * observation.
 *
 * @param product platform, sensor, tile, level
 * @param calibration from stored integers to reflectance, if name and processing baseline determine
 *     it
 * @param offsetApplied true if the pixels have been corrected for the Sentinel-2 offset, which the
 *     band metadata may still contain
 * @param acquired acquisition date, if the item contains it
 * @param conditions cloud cover, view and sun angles
 */
record ItemProduct(
    Product product,
    Optional<Calibration> calibration,
    boolean offsetApplied,
    Optional<AcquisitionDate> acquired,
    SceneConditions conditions) {
  private static final NameReader NAMES = new NameReader(Instant.MAX);

  private static final Pattern DATATAKE = Pattern.compile("GS2[A-D]_(\\d{8}T\\d{6})_.*");
  private static final Pattern TILE = Pattern.compile("(?:MGRS-|T)?(\\d{1,2}[C-X][A-Z]{2})");
  private static final Pattern SENTINEL = Pattern.compile("sentinel-?([12][a-d])");
  private static final Pattern LANDSAT = Pattern.compile("landsat[-_]?([1-9])");
  private static final Pattern LEVEL_2 = Pattern.compile(".*(?:L2|MSI2A|2SP|2SR).*");
  private static final Pattern LEVEL_1 = Pattern.compile(".*(?:L1|MSI1C).*");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
  private static final Pattern BASELINE = Pattern.compile("(\\d{1,2})\\.(\\d{2})");

  /** Processing baseline from which Sentinel-2 products carry an offset, times a hundred. */
  private static final int OFFSET_SINCE = 400;

  /** Reads an item. */
  static ItemProduct of(String id, JsonNode properties) {
    Optional<ParsedName> named =
        Stream.of(
                Json.text(properties, "s2:product_uri"),
                Json.text(properties, "sentinel:product_id"),
                Optional.of(id),
                Json.text(properties, "s2:granule_id"),
                Json.text(properties, "landsat:product_id"),
                Json.text(properties, "landsat:scene_id"))
            .flatMap(Optional::stream)
            .flatMap(name -> NAMES.read(name).stream())
            .findFirst();
    Product product = product(named.map(ParsedName::product), id, properties);
    return new ItemProduct(
        product,
        calibration(product, named, properties),
        isTrue(properties, "earthsearch:boa_offset_applied")
            || isTrue(properties, "sentinel:boa_offset_applied"),
        ItemDate.find(properties),
        new SceneConditions(
            within(properties, "eo:cloud_cover", 0, 100),
            offNadir(properties),
            firstOf(
                within(properties, "view:sun_elevation", -90, 90),
                within(properties, "eo:sun_elevation", -90, 90))));
  }

  private static Product product(Optional<Product> named, String id, JsonNode properties) {
    String platform = Json.text(properties, "platform").orElse("").toLowerCase(Locale.ROOT);
    String family =
        (platform + " " + Json.text(properties, "constellation").orElse(""))
            .toLowerCase(Locale.ROOT);
    Optional<String> datatake =
        Json.text(properties, "s2:datatake_id")
            .map(DATATAKE::matcher)
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1));
    if (named.isPresent()) {
      Product own = named.get();
      return new Product(
          own.platform().equals("S2") ? spacecraft(platform).orElse("S2") : own.platform(),
          own.sensor(),
          own.track().or(() -> track(own.sensor(), properties)),
          own.tile().or(() -> tile(properties)),
          own.datatake().or(() -> datatake),
          own.level() == 0 ? level(id, properties) : own.level(),
          own.processed());
    }
    String sensor =
        family.contains("sentinel-2")
            ? "sentinel-2"
            : family.contains("landsat")
                ? "landsat"
                : family.contains("sentinel-1")
                    ? "sentinel-1"
                    : family.contains("planetscope") || family.contains("psscene")
                        ? "planetscope"
                        : "unknown";
    if (sensor.equals("unknown") && platform.isEmpty()) {
      return Product.UNKNOWN;
    }
    return new Product(
        spacecraft(platform).orElse(platform.isEmpty() ? sensor : PrintableText.clean(platform)),
        sensor,
        track(sensor, properties),
        tile(properties),
        datatake,
        level(id, properties),
        Json.text(properties, "s2:generation_time").map(PrintableText::clean).orElse(""));
  }

  private static Optional<String> spacecraft(String platform) {
    Matcher sentinel = SENTINEL.matcher(platform);
    if (sentinel.matches()) {
      return Optional.of("S" + sentinel.group(1).toUpperCase(Locale.ROOT));
    }
    Matcher landsat = LANDSAT.matcher(platform);
    if (landsat.matches()) {
      char number = landsat.group(1).charAt(0);
      String instrument = number >= '8' ? "C" : number == '7' ? "E" : number >= '4' ? "T" : "M";
      return Optional.of("L" + instrument + "0" + number);
    }
    return Optional.empty();
  }

  private static Optional<String> track(String sensor, JsonNode properties) {
    Optional<String> path = digits(properties, "landsat:wrs_path");
    if (path.isPresent()) {
      return path;
    }
    return digits(properties, "sat:relative_orbit")
        .map(orbit -> sensor.equals("sentinel-2") ? "R" + orbit : orbit);
  }

  private static Optional<String> tile(JsonNode properties) {
    Optional<String> path = digits(properties, "landsat:wrs_path");
    Optional<String> row = digits(properties, "landsat:wrs_row");
    if (path.isPresent() && row.isPresent()) {
      return Optional.of(path.get() + row.get());
    }
    return Json.text(properties, "s2:mgrs_tile")
        .or(() -> Json.text(properties, "grid:code"))
        .map(TILE::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .map(tile -> tile.length() == 4 ? "0" + tile : tile);
  }

  /** Three digits, from a number or a text. */
  private static Optional<String> digits(JsonNode properties, String field) {
    return Json.textOrNumber(properties, field)
        .filter(text -> NUMBER.matcher(text).matches())
        .map(text -> String.format(Locale.ROOT, "%03d", Integer.parseInt(text)));
  }

  private static int level(String id, JsonNode properties) {
    String text =
        (id
                + " "
                + Json.text(properties, "processing:level").orElse("")
                + " "
                + Json.text(properties, "s2:product_type").orElse("")
                + " "
                + Json.text(properties, "landsat:correction").orElse(""))
            .toUpperCase(Locale.ROOT);
    if (LEVEL_2.matcher(text).matches()) {
      return 2;
    }
    return LEVEL_1.matcher(text).matches() ? 1 : 0;
  }

  /** The item's processing baseline wins over the one in its name, which may lack it. */
  private static Optional<Calibration> calibration(
      Product product, Optional<ParsedName> named, JsonNode properties) {
    if (product.sensor().equals("sentinel-2")) {
      Optional<Integer> baseline =
          Json.text(properties, "s2:processing_baseline")
              .or(() -> Json.text(properties, "sentinel:processing_baseline"))
              .or(() -> Json.text(properties, "processing:version"))
              .map(BASELINE::matcher)
              .filter(Matcher::matches)
              .map(m -> 100 * Integer.parseInt(m.group(1)) + Integer.parseInt(m.group(2)));
      if (baseline.isPresent()) {
        return Optional.of(
            baseline.get() >= OFFSET_SINCE
                ? Calibration.SENTINEL2_SINCE_0400
                : Calibration.TEN_THOUSANDTHS);
      }
    }
    return named.flatMap(ParsedName::calibration);
  }

  private static OptionalDouble offNadir(JsonNode properties) {
    OptionalDouble angle =
        firstOf(
            within(properties, "view:off_nadir", -90, 90),
            within(properties, "eo:off_nadir", -90, 90));
    return angle.isPresent() ? OptionalDouble.of(Math.abs(angle.getAsDouble())) : angle;
  }

  private static OptionalDouble firstOf(OptionalDouble first, OptionalDouble second) {
    return first.isPresent() ? first : second;
  }

  private static OptionalDouble within(JsonNode node, String field, double min, double max) {
    OptionalDouble value = Json.number(node, field);
    return value.isPresent() && value.getAsDouble() >= min && value.getAsDouble() <= max
        ? value
        : OptionalDouble.empty();
  }

  private static boolean isTrue(JsonNode properties, String field) {
    return properties.path(field).asBoolean(false);
  }
}
