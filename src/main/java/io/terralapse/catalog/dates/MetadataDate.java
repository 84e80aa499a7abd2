package io.terralapse.catalog.dates;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Dates inside a raster file. */
final class MetadataDate {
  /** GDAL metadata items that providers and tools use for the acquisition itself. */
  private static final List<String> ITEMS =
      List.of(
          "ACQUISITIONDATETIME",
          "ACQUISITION_DATETIME",
          "ACQUISITION_TIME",
          "ACQUIRED",
          "SENSING_TIME",
          "DATATAKE_1_DATATAKE_SENSING_START",
          "SENSING_START",
          "ACQUISITION_DATE",
          "DATE_ACQUIRED");

  private MetadataDate() {}

  /** What an item that is about the acquisition says. */
  static Optional<AcquisitionDate> findAcquired(Map<String, String> tags) {
    Map<String, String> byName = upper(tags);
    return ITEMS.stream()
        .flatMap(item -> Optional.ofNullable(byName.get(item)).stream())
        .flatMap(text -> DateParser.parse(text, DateSource.METADATA).stream())
        .findFirst();
  }

  /**
   * When a picture was taken, by EXIF's DateTimeOriginal under GDAL's name for it. A clock that
   * somebody had to set, or a scanner's: it ranks below what people wrote into names.
   */
  static Optional<AcquisitionDate> findTaken(Map<String, String> tags) {
    return Optional.ofNullable(upper(tags).get("EXIF_DATETIMEORIGINAL"))
        .flatMap(text -> DateParser.parse(text, DateSource.METADATA));
  }

  /**
   * The TIFF tag DateTime (GDAL calls it {@code TIFFTAG_DATETIME}): by TIFF 6.0 the time at which
   * the image was made, which for a processed product need not be when it was taken.
   */
  static Optional<AcquisitionDate> findTag(Map<String, String> tags) {
    Map<String, String> byName = upper(tags);
    return Optional.ofNullable(byName.getOrDefault("DATETIME", byName.get("TIFFTAG_DATETIME")))
        .flatMap(text -> DateParser.parse(text, DateSource.TAG));
  }

  private static Map<String, String> upper(Map<String, String> tags) {
    Map<String, String> byName = new TreeMap<>();
    tags.forEach((name, text) -> byName.put(name.toUpperCase(Locale.ROOT), text));
    return byName;
  }
}
