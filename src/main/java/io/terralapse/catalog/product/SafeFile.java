package io.terralapse.catalog.product;

import io.terralapse.model.Location;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One raster or granule document of a Sentinel-2 product, identified by its name.
 *
 * @param file its location
 * @param tile MGRS tile of its granule; empty if neither name nor folder contains one
 * @param kind what it contains
 * @param band {@code B4}, {@code B8A}; empty for other kinds
 * @param metres pixel size from the name or folder; 0 if they contain none, as in Level 1C, which
 *     has each band once
 */
record SafeFile(Location file, String tile, Kind kind, String band, int metres) {
  private static final Pattern IMAGE =
      Pattern.compile(
          "(?:^|.*_)(?<what>B\\d{2}|B8A|TCI|SCL)(?:_(?<metres>10|20|60)m)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CLASSES =
      Pattern.compile("(?:.*_)?MSK_CLASSI_B00", Pattern.CASE_INSENSITIVE);

  private static final Pattern GRANULE_METADATA =
      Pattern.compile("MTD_TL\\.xml|.*_MTD_L[12][AC]_TL_.*\\.xml", Pattern.CASE_INSENSITIVE);

  private static final Pattern TILE =
      Pattern.compile("(?<![A-Za-z0-9])T(\\d{2}[A-Z]{3})(?![A-Za-z0-9])");

  private static final Pattern FOLDER =
      Pattern.compile("(?:^|/)R(10|20|60)m/", Pattern.CASE_INSENSITIVE);

  private static final Pattern NO_IMAGES =
      Pattern.compile("(?:^|/)(?:QI_DATA|preview)/", Pattern.CASE_INSENSITIVE);

  /** What a file contains. */
  enum Kind {
    BAND,
    TRUE_COLOUR,
    SCENE_CLASSES,
    CLOUD_CLASSES,
    GRANULE_METADATA
  }

  /**
   * Identifies a file of a product.
   *
   * @param inside the file's path inside the product
   * @return empty for files that are not used: previews, instrument quality masks, reports
   */
  static Optional<SafeFile> find(Location file, String inside) {
    if (isGranuleMetadata(file)) {
      return Optional.of(new SafeFile(file, tile(inside), Kind.GRANULE_METADATA, "", 0));
    }
    if (!ListedFiles.isBandFormat(file)) {
      return Optional.empty();
    }
    String stem = file.name().substring(0, file.name().lastIndexOf('.'));
    if (CLASSES.matcher(stem).matches()) {
      return Optional.of(new SafeFile(file, tile(inside), Kind.CLOUD_CLASSES, "", 60));
    }
    Matcher image = IMAGE.matcher(stem);
    if (NO_IMAGES.matcher(inside).find() || !image.matches()) {
      return Optional.empty();
    }
    int metres = metres(image.group("metres"), inside);
    String what = image.group("what").toUpperCase(Locale.ROOT);
    return Optional.of(
        switch (what) {
          case "TCI" -> new SafeFile(file, tile(inside), Kind.TRUE_COLOUR, "", metres);
          case "SCL" -> new SafeFile(file, tile(inside), Kind.SCENE_CLASSES, "", metres);
          default ->
              new SafeFile(file, tile(inside), Kind.BAND, what.replaceFirst("^B0", "B"), metres);
        });
  }

  /** True for the metadata of a granule. */
  static boolean isGranuleMetadata(Location file) {
    return GRANULE_METADATA.matcher(file.name()).matches();
  }

  /** True for the images that the metadata list; they do not list masks and documents. */
  static boolean isImage(Location file) {
    return ListedFiles.isBandFormat(file)
        && !CLASSES.matcher(file.name().substring(0, file.name().lastIndexOf('.'))).matches();
  }

  /** True for bands and true-colour images, without which there is no scene. */
  boolean isBandImage() {
    return kind == Kind.BAND || kind == Kind.TRUE_COLOUR;
  }

  /** From the name, else from the folder: files may be renamed to the band's name alone. */
  private static int metres(@Nullable String named, String inside) {
    Matcher folder = FOLDER.matcher(inside);
    String metres = named != null ? named : folder.find() ? folder.group(1) : "0";
    return Integer.parseInt(metres);
  }

  /** The last tile in the path: that of the file's name, else that of its granule. */
  private static String tile(String inside) {
    Matcher matcher = TILE.matcher(inside.replace('_', ' '));
    String tile = "";
    while (matcher.find()) {
      tile = matcher.group(1);
    }
    return tile;
  }
}
