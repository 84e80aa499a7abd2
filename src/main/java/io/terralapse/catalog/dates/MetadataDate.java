package io.terralapse.catalog.dates;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Dates in the text tags of a raster file, by their GDAL names. Stateless. */
final class MetadataDate {
  /** Metadata items that providers and tools use for the acquisition itself. */
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

  /** The date of the first item that is about the acquisition. */
  static Optional<AcquisitionDate> findAcquired(Map<String, String> tags) {
    Map<String, String> byName = upper(tags);
    return ITEMS.stream()
        .flatMap(item -> Optional.ofNullable(byName.get(item)).stream())
        .flatMap(text -> DateParser.parseMetadata(text, DateSource.METADATA).stream())
        .findFirst();
  }

  /**
   * When an image was taken, by EXIF's DateTimeOriginal. Camera clocks may be wrong, and scanners
   * write the time of the scan: it ranks below the dates in names.
   */
  static Optional<AcquisitionDate> findExifOriginal(Map<String, String> tags) {
    return Optional.ofNullable(upper(tags).get("EXIF_DATETIMEORIGINAL"))
        .flatMap(text -> DateParser.parseMetadata(text, DateSource.METADATA));
  }

  /**
   * The TIFF tag DateTime: by TIFF 6.0 the time at which the image was created, which for a
   * processed product need not be the acquisition.
   */
  static Optional<AcquisitionDate> findTag(Map<String, String> tags) {
    Map<String, String> byName = upper(tags);
    return Optional.ofNullable(byName.getOrDefault("DATETIME", byName.get("TIFFTAG_DATETIME")))
        .flatMap(text -> DateParser.parseMetadata(text, DateSource.TAG));
  }

  private static Map<String, String> upper(Map<String, String> tags) {
    Map<String, String> byName = new TreeMap<>();
    tags.forEach((name, text) -> byName.put(name.toUpperCase(Locale.ROOT), text));
    return byName;
  }
}
