package io.terralapse.catalog.product;

import io.terralapse.model.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The files that were listed, by name. Names are compared without regard to case, since products
 * pass through systems that change it. Metadata never lead to a file that was not listed.
 */
final class ListedFiles {
  private final NavigableMap<String, List<Location>> byName = new TreeMap<>();

  ListedFiles(List<Location> files) {
    for (Location file : files) {
      byName.computeIfAbsent(lower(file.name()), name -> new ArrayList<>()).add(file);
    }
  }

  /** The files whose names begin so, by name and then in listed order. */
  List<Location> startingWith(String prefix) {
    String from = lower(prefix);
    return byName.subMap(from, true, from + Character.MAX_VALUE, false).values().stream()
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Orders files by how near they lie to another: in its folder first, then by how much of the path
   * they share.
   */
  static Comparator<Location> nearestTo(Location other) {
    String home = folder(other);
    return Comparator.<Location>comparingInt(file -> folder(file).equals(home) ? 0 : 1)
        .thenComparingInt(file -> -shared(folder(file), home))
        .thenComparing(Location::text);
  }

  /** What tells one folder from another, wherever it is. */
  static String folder(Location file) {
    String path = file.path();
    String host = file instanceof Location.Remote remote ? remote.uri().getAuthority() : "";
    return host + path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** A name in lower case without the ending of the raster formats that products come in. */
  static String stem(String name) {
    return lower(name).replaceFirst("\\.(?:tiff?|jp2)$", "");
  }

  /** True for the formats that bands come in. */
  static boolean isBandFormat(Location file) {
    String name = lower(file.name());
    return name.endsWith(".tif") || name.endsWith(".tiff") || name.endsWith(".jp2");
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static int shared(String a, String b) {
    int length = Math.min(a.length(), b.length());
    int at = 0;
    while (at < length && a.charAt(at) == b.charAt(at)) {
      at++;
    }
    return at;
  }
}
