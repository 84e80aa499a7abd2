package io.terralapse.raster.image;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.RandomAccessReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifTiffHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Dates in the metadata of PNG and JPEG images. Stateless.
 *
 * <p>{@code EXIF_DateTimeOriginal} is EXIF's DateTimeOriginal: when the photo was taken. With
 * OffsetTimeOriginal (or OffsetTime) it is an instant; without them the time zone is unknown and
 * only the day is kept. {@code DATETIME} is less reliable, when the file or image was created:
 * EXIF's DateTime, or PNG's text "Creation Time". PNG's tIME is the last modification and is
 * ignored.
 */
final class ImageDates {
  static final String TAKEN = "EXIF_DateTimeOriginal";
  static final String MADE = "DATETIME";

  private ImageDates() {}

  /**
   * Dates of an EXIF block.
   *
   * @param tiff from its TIFF header on
   * @return by tag name; what precedes an error if it is malformed
   */
  static Map<String, String> ofExif(byte[] tiff) {
    Metadata metadata = new Metadata();
    try {
      new TiffReader().processTiff(new ByteArrayReader(tiff), new DatesOnly(metadata), 0);
    } catch (TiffProcessingException | IOException | RuntimeException e) {
      // The image may be valid where its metadata are not: keep the tags before the error.
    }
    Map<String, String> tags = new HashMap<>();
    String offset = find(metadata, ExifDirectoryBase.TAG_TIME_ZONE);
    String originalOffset = find(metadata, ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL);
    String taken = find(metadata, ExifDirectoryBase.TAG_DATETIME_ORIGINAL);
    if (taken != null) {
      String zone = originalOffset == null ? offset : originalOffset;
      put(tags, TAKEN, taken, zone);
    }
    String made = find(metadata, ExifDirectoryBase.TAG_DATETIME);
    if (made != null) {
      put(tags, MADE, made, offset);
    }
    return tags;
  }

  private static void put(
      Map<String, String> tags, String name, String text, @Nullable String zone) {
    if (text.matches("\\d{4}:\\d{2}:\\d{2} \\d{2}:\\d{2}:\\d{2}")) {
      boolean known = zone != null && zone.matches("[+-]\\d{2}:\\d{2}|Z");
      tags.put(name, known ? text + zone : text.substring(0, 10));
    }
  }

  private static @Nullable String find(Metadata metadata, int tag) {
    for (Directory directory : metadata.getDirectories()) {
      String text = directory.getString(tag);
      if (text != null && !text.isBlank()) {
        return text.strip();
      }
    }
    return null;
  }

  /**
   * The date of a PNG tEXt chunk; empty for other keywords.
   *
   * @param chunk Latin-1: keyword, zero byte, text; for "Creation Time" the PNG specification
   *     recommends RFC 1123, and many write ISO 8601
   */
  static Map<String, String> ofText(byte[] chunk) {
    String all = new String(chunk, StandardCharsets.ISO_8859_1);
    int zero = all.indexOf('\0');
    if (zero < 0 || !all.substring(0, zero).equalsIgnoreCase("Creation Time")) {
      return Map.of();
    }
    String text = all.substring(zero + 1).strip();
    try {
      DateTimeFormatter rfc1123 = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);
      return Map.of(MADE, OffsetDateTime.parse(text, rfc1123).toInstant().toString());
    } catch (DateTimeException e) {
      return text.length() > 40 ? Map.of() : Map.of(MADE, text);
    }
  }

  /** Reads TIFF tags and the EXIF directory, but no maker notes, XMP or other blocks. */
  private static final class DatesOnly extends ExifTiffHandler {
    DatesOnly(Metadata metadata) {
      super(metadata, null, 0);
    }

    @Override
    public boolean customProcessTag(
        int tagOffset,
        Set<Integer> processed,
        int tiffHeader,
        RandomAccessReader reader,
        int tag,
        int length) {
      return false;
    }

    @Override
    public boolean hasFollowerIfd() {
      // The directories after the first are thumbnails.
      return false;
    }
  }
}
