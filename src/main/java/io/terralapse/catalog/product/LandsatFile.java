package io.terralapse.catalog.product;

import io.terralapse.model.Location;
import io.terralapse.model.MaskCoding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One file of a Landsat product.
 *
 * @param file its location
 * @param content what it contains
 * @param band number of the band, 0 if it contains no band
 */
record LandsatFile(Location file, Content content, int band) {
  /** What a file contains. */
  enum Content {
    /** A band at the processing level of the metadata. */
    BAND,
    /** Surface reflectance, computed on demand from a Level 1 product of Collection 1. */
    SURFACE,
    /** Top-of-atmosphere reflectance, computed on demand. */
    TOP_OF_ATMOSPHERE,
    QA_PIXEL,
    BQA,
    PIXEL_QA,
    /** Not used: temperatures, angles, previews, documents. */
    OTHER;

    /** How a mask is coded; empty for other content. */
    Optional<MaskCoding> coding() {
      return switch (this) {
        case QA_PIXEL -> Optional.of(MaskCoding.QA_PIXEL);
        case BQA -> Optional.of(MaskCoding.BQA);
        case PIXEL_QA -> Optional.of(MaskCoding.PIXEL_QA);
        default -> Optional.empty();
      };
    }
  }

  private static final String FILE_NAME = "FILE_NAME_";
  private static final Pattern BAND_KEY = Pattern.compile("FILE_NAME_BAND_(\\d{1,2})");

  /** What follows the product's name in the names of its bands, lower case. */
  private static final Pattern SUFFIX =
      Pattern.compile("_(?:(?<kind>sr|toa|st|bt)_)?(?:b|band)_?(?<band>\\d{1,2})(?:_vcid_\\d)?");

  /**
   * The files of a product.
   *
   * @param mtl the product's metadata
   * @param level2 true if the metadata describe a Level 2 product
   * @param candidates listed files that begin with one of {@code prefixes} or are named in the
   *     metadata, nearest first
   */
  static List<LandsatFile> list(
      Mtl mtl, List<String> prefixes, boolean level2, Collection<Location> candidates) {
    Map<String, String> keys = declared(mtl);
    List<LandsatFile> files = new ArrayList<>();
    for (Location file : candidates) {
      find(file, keys.get(ListedFiles.stem(file.name())), prefixes, level2).ifPresent(files::add);
    }
    return files;
  }

  /** Metadata key by file stem, for all files that the metadata name. */
  static Map<String, String> declared(Mtl mtl) {
    Map<String, String> keys = new HashMap<>();
    for (String group : LandsatProduct.CONTENTS) {
      mtl.group(group)
          .forEach(
              (key, name) -> {
                if (key.startsWith(FILE_NAME) && !name.isBlank()) {
                  keys.putIfAbsent(ListedFiles.stem(name), key);
                }
              });
    }
    return keys;
  }

  private static Optional<LandsatFile> find(
      Location file, @Nullable String key, List<String> prefixes, boolean level2) {
    if (!ListedFiles.isBandFormat(file)) {
      return Optional.of(new LandsatFile(file, Content.OTHER, 0));
    }
    if (key != null) {
      return Optional.of(named(file, key));
    }
    String stem = ListedFiles.stem(file.name());
    return prefixes.stream()
        .map(ListedFiles::lower)
        .filter(stem::startsWith)
        .flatMap(prefix -> suffixed(file, stem.substring(prefix.length()), level2).stream())
        .findFirst();
  }

  private static LandsatFile named(Location file, String key) {
    Matcher band = BAND_KEY.matcher(key);
    if (band.matches()) {
      return new LandsatFile(file, Content.BAND, Integer.parseInt(band.group(1)));
    }
    Content content =
        switch (key) {
          case "FILE_NAME_QUALITY_L1_PIXEL" -> Content.QA_PIXEL;
          case "FILE_NAME_BAND_QUALITY" -> Content.BQA;
          default -> Content.OTHER;
        };
    return new LandsatFile(file, content, 0);
  }

  private static Optional<LandsatFile> suffixed(Location file, String suffix, boolean level2) {
    Matcher band = SUFFIX.matcher(suffix);
    if (!band.matches()) {
      return switch (suffix) {
        case "_qa_pixel" -> Optional.of(new LandsatFile(file, Content.QA_PIXEL, 0));
        case "_bqa" -> Optional.of(new LandsatFile(file, Content.BQA, 0));
        case "_pixel_qa" -> Optional.of(new LandsatFile(file, Content.PIXEL_QA, 0));
        default -> Optional.empty();
      };
    }
    String kind = String.valueOf(band.group("kind")).toUpperCase(Locale.ROOT);
    boolean split = suffix.contains("_vcid_");
    Content content =
        switch (kind) {
          case "SR" -> level2 ? Content.BAND : Content.SURFACE;
          case "TOA" -> Content.TOP_OF_ATMOSPHERE;
          case "ST", "BT" -> Content.OTHER;
          default -> split ? Content.OTHER : Content.BAND;
        };
    return Optional.of(new LandsatFile(file, content, Integer.parseInt(band.group("band"))));
  }
}
