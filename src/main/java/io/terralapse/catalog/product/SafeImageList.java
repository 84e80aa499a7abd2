package io.terralapse.catalog.product;

import io.terralapse.model.Location;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The images that a Sentinel-2 product's metadata list, by which its files are told from those of
 * other products that were put into the same folder. The list's paths are never followed: only
 * names of files that were found are held against it.
 */
final class SafeImageList {
  /** What stands before the band's name, and what follows it. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?<granule>(?:.*_)?)(?:B\\d{2}|B8A|[A-Z]{3})(?:_(?:10|20|60)m)?",
          Pattern.CASE_INSENSITIVE);

  /** What stands before the band's name if it is a Sentinel-2 image, of either naming. */
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
   * @param path as the metadata write it: with or without folders, with or without an ending
   */
  void add(String path) {
    String stem = ListedFiles.stem(path.substring(path.lastIndexOf('/') + 1));
    if (!stem.isEmpty() && stems.add(stem)) {
      granules.add(granule(stem));
    }
  }

  /** True if the list has a file of this name, whatever its ending. */
  boolean lists(Location file) {
    return stems.contains(ListedFiles.stem(file.name()));
  }

  /**
   * True if a file of the product's folder is one of its images: it bears the tile and the time of
   * listed ones, or no more than a band's name. Without a list, every image named as Sentinel-2's
   * are.
   */
  boolean mayHold(Location file) {
    String granule = granule(ListedFiles.stem(file.name()));
    return granule.isEmpty()
        || (stems.isEmpty() ? GRANULE.matcher(granule).matches() : granules.contains(granule));
  }

  private static String granule(String stem) {
    Matcher name = NAME.matcher(stem);
    return name.matches() ? name.group("granule") : stem;
  }
}
