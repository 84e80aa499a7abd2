package io.terralapse.catalog.product;

import io.terralapse.model.Location;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The images that the metadata of a Sentinel-2 product list. They distinguish its files from those
 * of other products in the same folder. Listed paths are never opened; they are only compared with
 * the names of input files.
 */
final class SafeImageList {
  /** A band's name and what precedes and follows it. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?<granule>(?:.*_)?)(?:B\\d{2}|B8A|[A-Z]{3})(?:_(?:10|20|60)m)?",
          Pattern.CASE_INSENSITIVE);

  /** What precedes the band's name in Sentinel-2 images, in either naming convention. */
  private static final Pattern GRANULE =
      Pattern.compile(
          "(?:L2A_)?T\\d{2}[A-Z]{3}_\\d{8}T\\d{6}_"
              + "|S2[A-D]_[A-Z0-9]{4}_MSI_L(?:1C|2A)_TL_.*_T\\d{2}[A-Z]{3}_",
          Pattern.CASE_INSENSITIVE);

  private final Set<String> stems = new HashSet<>();
  private final Set<String> granules = new HashSet<>();

  /**
   * Adds one image.
   *
   * @param path as in the metadata: with or without folders, with or without extension
   */
  void add(String path) {
    String stem = ListedFiles.stem(path.substring(path.lastIndexOf('/') + 1));
    if (!stem.isEmpty() && stems.add(stem)) {
      granules.add(granule(stem));
    }
  }

  /** True if the list contains a file of this name, with any extension. */
  boolean lists(Location file) {
    return stems.contains(ListedFiles.stem(file.name()));
  }

  /**
   * True if a file of the product's folder can be one of its images: its name has the tile and time
   * of listed ones, or is only a band's name. Without a list, all Sentinel-2 images qualify.
   */
  boolean mayContain(Location file) {
    String granule = granule(ListedFiles.stem(file.name()));
    return granule.isEmpty()
        || (stems.isEmpty() ? GRANULE.matcher(granule).matches() : granules.contains(granule));
  }

  private static String granule(String stem) {
    Matcher name = NAME.matcher(stem);
    return name.matches() ? name.group("granule") : stem;
  }
}
