package io.terralapse.catalog.product;

import io.terralapse.model.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The input files by name. Names are compared without regard to case, because file systems and
 * tools change it. Metadata never lead to a file that was not listed. Thread-safe.
 */
final class ListedFiles {
  private final NavigableMap<String, List<Location>> byName = new TreeMap<>();

  ListedFiles(List<Location> files) {
    for (Location file : files) {
      byName.computeIfAbsent(lower(file.name()), name -> new ArrayList<>()).add(file);
    }
  }

  /** The files whose names have a prefix, by name and then in listed order. */
  List<Location> startingWith(String prefix) {
    String from = lower(prefix);
    return byName.subMap(from, true, from + Character.MAX_VALUE, false).values().stream()
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Orders files by how near they are to another: in its folder first, then by the length of the
   * common path.
   */
  static Comparator<Location> nearestTo(Location other) {
    String reference = folder(other);
    return Comparator.<Location>comparingInt(file -> folder(file).equals(reference) ? 0 : 1)
        .thenComparingInt(file -> -commonLength(folder(file), reference))
        .thenComparing(Location::text);
  }

  /** A key of a file's folder: its path with a slash at the end, after the host if it is remote. */
  static String folder(Location file) {
    String path = file.path();
    String host = file instanceof Location.Remote remote ? remote.uri().getAuthority() : "";
    return host + path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** A name in lower case without the extension of a band format. */
  static String stem(String name) {
    return lower(name).replaceFirst("\\.(?:tiff?|jp2)$", "");
  }

  /** True for the formats that bands are delivered in. */
  static boolean isBandFormat(Location file) {
    String name = lower(file.name());
    return name.endsWith(".tif") || name.endsWith(".tiff") || name.endsWith(".jp2");
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static int commonLength(String a, String b) {
    int length = Math.min(a.length(), b.length());
    int at = 0;
    while (at < length && a.charAt(at) == b.charAt(at)) {
      at++;
    }
    return at;
  }
}
