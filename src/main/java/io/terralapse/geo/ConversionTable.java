package io.terralapse.geo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The projections of the EPSG Dataset that have a code without a geographic system: a zone of UTM
 * or of the State Plane Coordinate Systems, as key 3074 of GeoTIFF has them. Thread-safe.
 */
final class ConversionTable {
  private static final String RESOURCE = "conversions.tsv";
  private static final Pattern CODE = Pattern.compile("EPSG:([0-9]{1,9})");

  /** Read only when it is needed: most files have a code of a complete system. */
  private static final class Loaded {
    static final Map<Integer, Integer> SYSTEMS = read();
  }

  private ConversionTable() {}

  /**
   * A projected system with the projection, to take its method and parameters from.
   *
   * @param name {@code EPSG:n} of the projection
   * @return empty for every other name, and for codes that are not known
   */
  static Optional<WktNode> findSystem(String name) {
    Matcher code = CODE.matcher(name);
    return code.matches()
        ? Optional.ofNullable(Loaded.SYSTEMS.get(Integer.valueOf(code.group(1))))
            .map(EpsgParts::system)
        : Optional.empty();
  }

  private static Map<Integer, Integer> read() {
    Map<Integer, Integer> systems = new HashMap<>();
    try (InputStream in = ConversionTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .forEach(f -> systems.put(Integer.valueOf(f[0]), Integer.valueOf(f[1])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return systems;
  }
}
