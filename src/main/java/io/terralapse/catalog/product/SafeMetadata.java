package io.terralapse.catalog.product;

import io.terralapse.catalog.sensor.Calibration;
import io.terralapse.model.DataException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metadata of a Sentinel-2 product, as far as they are needed ({@code MTD_MSIL1C.xml}, {@code
 * MTD_MSIL2A.xml} and their older names; Sentinel-2 Products Specification Document, issue 14.9),
 * or those of a granule alone ({@code MTD_TL.xml}).
 */
final class SafeMetadata {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,15}(?:\\.\\d{0,15})?(?:[eE][+-]?\\d{1,2})?");

  /** Bands have 16 bits, so neither offset nor quantification value can be larger. */
  private static final double MAX_STORED = 65_535;

  private static final Pattern BAND = Pattern.compile("B\\d{1,2}A?");

  /** The identifier of a granule, which ends with the processing baseline. */
  private static final Pattern GRANULE =
      Pattern.compile(
          "S2[A-D]_[A-Z0-9_]{4,80}_T\\d{2}[A-Z]{3}_N(?<major>\\d{2})\\.(?<minor>\\d{2})");

  /** Bands by their number in the metadata, for products that do not list them. */
  private static final String[] BANDS = {
    "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B9", "B10", "B11", "B12"
  };

  private final Map<String, String> texts = new HashMap<>();
  private final Map<Integer, String> bands = new HashMap<>();
  private final Map<Integer, Double> topOffsets = new HashMap<>();
  private final Map<Integer, Double> surfaceOffsets = new HashMap<>();
  private final SafeImageList images = new SafeImageList();
  private String root = "";

  private SafeMetadata() {}

  /**
   * Parses a document.
   *
   * @throws DataException with a clause that continues "{file} ", if it is not such a document
   */
  static SafeMetadata parse(byte[] bytes) throws DataException {
    SafeMetadata metadata = new SafeMetadata();
    MetadataXml.read(bytes, metadata::element);
    if (!metadata.root.matches("Level-(?:1C|2A|2Ap)_(?:User_Product|Tile_ID)")) {
      throw new DataException("does not contain the metadata of a Sentinel-2 product");
    }
    return metadata;
  }

  private boolean element(String name, String parent, Map<String, String> attributes, String text) {
    switch (name) {
      case "PRODUCT_URI",
          "PRODUCT_URI_1C",
          "PRODUCT_URI_2A",
          "DATATAKE_SENSING_START",
          "SENSING_ORBIT_NUMBER",
          "SPACECRAFT_NAME",
          "TILE_ID",
          "SENSING_TIME",
          "CLOUDY_PIXEL_PERCENTAGE",
          "GENERATION_TIME",
          "Cloud_Coverage_Assessment",
          "QUANTIFICATION_VALUE",
          "BOA_QUANTIFICATION_VALUE",
          "L1C_L2A_BOA_QUANTIFICATION_VALUE",
          "L2A_BOA_QUANTIFICATION_VALUE" ->
          texts.putIfAbsent(name, text);
      case "RADIO_ADD_OFFSET" -> offset(topOffsets, attributes, text);
      case "BOA_ADD_OFFSET" -> offset(surfaceOffsets, attributes, text);
      case "IMAGE_FILE", "IMAGE_FILE_2A", "IMAGE_ID", "IMAGE_ID_2A" -> images.add(text);
      case "Spectral_Information" -> {
        int band = bandNumber(attributes.getOrDefault("bandId", ""));
        String physical = attributes.getOrDefault("physicalBand", "");
        if (band >= 0 && BAND.matcher(physical).matches()) {
          bands.putIfAbsent(band, physical);
        }
      }
      default -> {
        // Not needed.
      }
    }
    if (parent.isEmpty()) {
      root = name;
    }
    return true;
  }

  /** An implausible offset is kept as NaN, so that its band is not used as one without offset. */
  private static void offset(
      Map<Integer, Double> offsets, Map<String, String> attributes, String text) {
    OptionalDouble value = number(text);
    boolean plausible = value.isPresent() && Math.abs(value.getAsDouble()) <= MAX_STORED;
    offsets.putIfAbsent(
        bandNumber(attributes.getOrDefault("band_id", "")),
        plausible ? value.getAsDouble() : Double.NaN);
  }

  private static int bandNumber(String text) {
    return text.matches("\\d{1,2}") ? Integer.parseInt(text) : -1;
  }

  /** True for the metadata of a granule alone. */
  boolean isGranule() {
    return root.endsWith("_Tile_ID");
  }

  /**
   * The product's name without {@code .SAFE}, or the identifier of the granule; empty if the
   * metadata lack it.
   */
  Optional<String> name() {
    return find("PRODUCT_URI", "PRODUCT_URI_2A", "PRODUCT_URI_1C", "TILE_ID")
        .map(name -> name.replaceFirst("(?i)\\.SAFE$", ""))
        .filter(name -> name.matches("[A-Za-z0-9_.-]{10,120}"));
  }

  /** True for surface reflectance. */
  boolean isLevel2() {
    return root.startsWith("Level-2A");
  }

  /** The images that the metadata list. */
  SafeImageList images() {
    return images;
  }

  /** The satellite as in product names: {@code S2A}. */
  Optional<String> platform() {
    return find("SPACECRAFT_NAME")
        .filter(text -> text.matches("Sentinel-2[A-D]"))
        .map(text -> "S2" + text.charAt(text.length() - 1));
  }

  /** The sensing start of the datatake, or the time of the granule. */
  Optional<Instant> sensed() {
    return instant("DATATAKE_SENSING_START").or(() -> instant("SENSING_TIME"));
  }

  /** When the product was generated. */
  Optional<Instant> generated() {
    return instant("GENERATION_TIME");
  }

  private Optional<Instant> instant(String element) {
    return find(element)
        .flatMap(
            text -> {
              try {
                return Optional.of(Instant.parse(text));
              } catch (DateTimeException e) {
                return Optional.empty();
              }
            });
  }

  /** The relative orbit as in product names: {@code R023}. */
  Optional<String> orbit() {
    return find("SENSING_ORBIT_NUMBER")
        .filter(text -> text.matches("\\d{1,3}"))
        .map(text -> String.format(Locale.ROOT, "R%03d", Integer.parseInt(text)));
  }

  /** Cloud cover of the product, per cent. */
  OptionalDouble cloudPercent() {
    OptionalDouble value =
        number(find("Cloud_Coverage_Assessment", "CLOUDY_PIXEL_PERCENTAGE").orElse(""));
    return value.isPresent() && value.getAsDouble() >= 0 && value.getAsDouble() <= 100
        ? value
        : OptionalDouble.empty();
  }

  /**
   * From stored values of a band to reflectance: {@code (stored + offset) / quantification}. The
   * metadata contain the offset since processing baseline 04.00, also for old dates that were
   * reprocessed; without the element it is 0. Those of a granule contain the baseline only.
   *
   * @param band {@code B4}, {@code B8A}
   * @return empty if the metadata have no quantification value, or implausible ones
   */
  Optional<Calibration> calibration(String band) {
    if (isGranule()) {
      return baseline()
          .map(
              number ->
                  number >= 400 ? Calibration.SENTINEL2_SINCE_0400 : Calibration.TEN_THOUSANDTHS);
    }
    String[] elements =
        isLevel2()
            ? new String[] {
              "BOA_QUANTIFICATION_VALUE",
              "L2A_BOA_QUANTIFICATION_VALUE",
              "L1C_L2A_BOA_QUANTIFICATION_VALUE",
              "QUANTIFICATION_VALUE"
            }
            : new String[] {"QUANTIFICATION_VALUE"};
    OptionalDouble quantification = number(find(elements).orElse(""));
    Map<Integer, Double> offsets = isLevel2() ? surfaceOffsets : topOffsets;
    double offset = offsets.containsKey(-1) ? Double.NaN : 0;
    for (int i = 0; i < BANDS.length; i++) {
      if (bands.getOrDefault(i, BANDS[i]).equals(band)) {
        offset += offsets.getOrDefault(i, 0.0);
      }
    }
    if (quantification.isEmpty()
        || !(quantification.getAsDouble() >= 1 && quantification.getAsDouble() <= MAX_STORED)
        || Double.isNaN(offset)) {
      return Optional.empty();
    }
    return Optional.of(
        new Calibration(1 / quantification.getAsDouble(), offset / quantification.getAsDouble()));
  }

  /** The processing baseline of a granule, 400 for 04.00. */
  private Optional<Integer> baseline() {
    return find("TILE_ID")
        .map(GRANULE::matcher)
        .filter(Matcher::matches)
        .map(id -> Integer.parseInt(id.group("major") + id.group("minor")));
  }

  private Optional<String> find(String... names) {
    for (String name : names) {
      String text = texts.getOrDefault(name, "");
      if (!text.isEmpty()) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  /** A number in the metadata; empty if the text is none. */
  static OptionalDouble number(String text) {
    return NUMBER.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }
}
