package io.terralapse.catalog.product;

import io.terralapse.catalog.name.NameReader;
import io.terralapse.catalog.name.ParsedName;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.Product;
import io.terralapse.model.SceneConditions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The properties of a Landsat product that its metadata give for all bands.
 *
 * @param id the product's identifier, with which its files' names begin
 * @param prefixes all prefixes that its files' names may have, the id first
 * @param product platform, path and row, level, from the product's identifier
 * @param acquired acquisition time of the scene centre
 * @param conditions cloud cover, view and sun angles
 */
record LandsatProduct(
    String id,
    List<String> prefixes,
    Product product,
    Optional<AcquisitionDate> acquired,
    SceneConditions conditions) {

  /** Groups that list the delivered files: of Collection 2, then of Collection 1 and before. */
  static final String[] CONTENTS = {"PRODUCT_CONTENTS", "PRODUCT_METADATA", "METADATA_FILE_INFO"};

  private static final String[] ATTRIBUTES = {"IMAGE_ATTRIBUTES", "PRODUCT_METADATA"};

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{5,99}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern SPACECRAFT = Pattern.compile("LANDSAT_?([1-9])");

  /** Dates in the future are accepted here; {@code SceneDates} checks them. */
  private static final NameReader NAMES = new NameReader(Instant.MAX);

  /**
   * Reads the metadata; missing and implausible values stay unknown.
   *
   * @param stem name of the metadata file up to {@code _MTL}
   */
  static LandsatProduct of(Mtl mtl, String stem) {
    List<String> prefixes =
        Stream.of(
                mtl.find("LANDSAT_PRODUCT_ID", CONTENTS),
                Optional.of(stem),
                mtl.find("LANDSAT_SCENE_ID", CONTENTS))
            .flatMap(Optional::stream)
            .filter(name -> NAME.matcher(name).matches())
            .distinct()
            .toList();
    Product product =
        prefixes.stream()
            .flatMap(name -> NAMES.read(name).stream())
            .map(ParsedName::product)
            .filter(named -> named.sensor().equals("landsat"))
            .findFirst()
            .orElseGet(() -> unnamed(mtl));
    return new LandsatProduct(
        prefixes.isEmpty() ? stem : prefixes.get(0),
        prefixes.isEmpty() ? List.of(stem) : prefixes,
        product,
        findAcquired(mtl),
        new SceneConditions(findCloud(mtl), findOffNadir(mtl), findSun(mtl)));
  }

  /** True for surface reflectance that is delivered as Level 2. */
  boolean isLevel2() {
    return product.level() == 2;
  }

  private static Product unnamed(Mtl mtl) {
    String sensor = mtl.find("SENSOR_ID", ATTRIBUTES).orElse("");
    Matcher craft = SPACECRAFT.matcher(mtl.find("SPACECRAFT_ID", ATTRIBUTES).orElse(""));
    List<String> pathRow = new ArrayList<>();
    for (String key : new String[] {"WRS_PATH", "WRS_ROW"}) {
      mtl.find(key, ATTRIBUTES)
          .filter(text -> text.matches("\\d{1,3}"))
          .ifPresent(text -> pathRow.add("0".repeat(3 - text.length()) + text));
    }
    String level =
        mtl.find("PROCESSING_LEVEL", CONTENTS).or(() -> mtl.find("DATA_TYPE", CONTENTS)).orElse("");
    return new Product(
        craft.matches() ? "L" + instrument(sensor) + "0" + craft.group(1) : "unknown",
        "landsat",
        pathRow.size() == 2 ? Optional.of(pathRow.get(0)) : Optional.empty(),
        pathRow.size() == 2 ? Optional.of(pathRow.get(0) + pathRow.get(1)) : Optional.empty(),
        Optional.empty(),
        level.startsWith("L2") ? 2 : 1,
        "");
  }

  private static String instrument(String sensor) {
    return switch (sensor) {
      case "OLI_TIRS" -> "C";
      case "OLI" -> "O";
      case "ETM" -> "E";
      case "MSS" -> "M";
      default -> "T";
    };
  }

  private static Optional<AcquisitionDate> findAcquired(Mtl mtl) {
    Optional<String> day =
        mtl.find("DATE_ACQUIRED", ATTRIBUTES).filter(text -> DAY.matcher(text).matches());
    if (day.isEmpty()) {
      return Optional.empty();
    }
    try {
      LocalDate date = LocalDate.parse(day.get());
      return findTime(mtl)
          .map(time -> date.atTime(time).toInstant(ZoneOffset.UTC))
          .map(instant -> AcquisitionDate.at(instant, DateSource.METADATA))
          .or(() -> Optional.of(AcquisitionDate.on(date, DateSource.METADATA)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<LocalTime> findTime(Mtl mtl) {
    try {
      return mtl.find("SCENE_CENTER_TIME", ATTRIBUTES)
          .map(text -> text.endsWith("Z") ? text.substring(0, text.length() - 1) : text)
          .map(LocalTime::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Cloud cover of the scene, per cent; if it is not known (-1), of its land. */
  private static OptionalDouble findCloud(Mtl mtl) {
    OptionalDouble all = within(mtl.findNumber("CLOUD_COVER", ATTRIBUTES), 0, 100);
    return all.isPresent() ? all : within(mtl.findNumber("CLOUD_COVER_LAND", ATTRIBUTES), 0, 100);
  }

  private static OptionalDouble findOffNadir(Mtl mtl) {
    OptionalDouble roll = within(mtl.findNumber("ROLL_ANGLE", ATTRIBUTES), -90, 90);
    return roll.isPresent() ? OptionalDouble.of(Math.abs(roll.getAsDouble())) : roll;
  }

  private static OptionalDouble findSun(Mtl mtl) {
    return within(mtl.findNumber("SUN_ELEVATION", ATTRIBUTES), -90, 90);
  }

  private static OptionalDouble within(OptionalDouble value, double min, double max) {
    boolean plausible =
        value.isPresent() && value.getAsDouble() >= min && value.getAsDouble() <= max;
    return plausible ? value : OptionalDouble.empty();
  }
}
