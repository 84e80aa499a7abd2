package io.terralapse.catalog.product;

import io.terralapse.model.Location;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One raster or granule document of a Sentinel-2 product, told by its name.
 *
 * @param file where it is
 * @param tile MGRS tile of its granule; empty if neither name nor folder tell
 * @param kind what it holds
 * @param band {@code B4}, {@code B8A}; empty for other kinds
 * @param metres pixel size that name or folder tell; 0 if they tell none, as in Level 1C, where
 *     each band comes once
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

  /** What a file holds. */
  enum Kind {
    BAND,
    TRUE_COLOUR,
    SCENE_CLASSES,
    CLOUD_CLASSES,
    GRANULE_METADATA
  }

  /**
   * Tells what a file of a product is.
   *
   * @param inside the file's path inside the product
   * @return empty for what makes no scene: previews, quality masks of the instrument, reports
   */
  static Optional<SafeFile> find(Location file, String inside) {
    if (GRANULE_METADATA.matcher(file.name()).matches()) {
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

  /** True for what the metadata list if it is the product's: not for masks and documents. */
  static boolean isImage(Location file) {
    return ListedFiles.isBandFormat(file)
        && !CLASSES.matcher(file.name().substring(0, file.name().lastIndexOf('.'))).matches();
  }

  /** True for what can become a scene. */
  boolean isPicture() {
    return kind == Kind.BAND || kind == Kind.TRUE_COLOUR;
  }

  /** The folder tells it where the file's name was cut down to the band's. */
  private static int metres(@Nullable String named, String inside) {
    Matcher folder = FOLDER.matcher(inside);
    String metres = named != null ? named : folder.find() ? folder.group(1) : "0";
    return Integer.parseInt(metres);
  }

  /** The last tile that the path names: the file's own, else its granule's. */
  private static String tile(String inside) {
    Matcher matcher = TILE.matcher(inside.replace('_', ' '));
    String tile = "";
    while (matcher.find()) {
      tile = matcher.group(1);
    }
    return tile;
  }
}
