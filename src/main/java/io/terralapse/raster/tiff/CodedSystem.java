package io.terralapse.raster.tiff;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A geographic system of the EPSG Dataset and its parts by their codes.
 *
 * @param isGeocentric true if its longitudes and latitudes are taken as those of WGS 84
 */
record CodedSystem(int code, int datum, int ellipsoid, int meridian, boolean isGeocentric) {
  private static final String RESOURCE = "geographic-systems.tsv";

  /** A range of codes of projected systems with the same base. */
  private record Range(int last, CodedSystem base) {}

  private record Table(
      Map<Integer, CodedSystem> systems,
      Map<Integer, CodedSystem> byDatum,
      NavigableMap<Integer, Range> projected) {}

  /** Read only when it is needed. */
  private static final class Loaded {
    static final Table TABLE = read();
  }

  /** The system of a code. */
  static Optional<CodedSystem> find(int code) {
    return Optional.ofNullable(Loaded.TABLE.systems.get(code));
  }

  /** One of the systems with a datum. */
  static Optional<CodedSystem> findByDatum(int datum) {
    return Optional.ofNullable(Loaded.TABLE.byDatum.get(datum));
  }

  /** The base of a projected system by the code of that. */
  static Optional<CodedSystem> findBase(int projected) {
    Map.Entry<Integer, Range> entry = Loaded.TABLE.projected.floorEntry(projected);
    return entry == null || entry.getValue().last < projected
        ? Optional.empty()
        : Optional.of(entry.getValue().base);
  }

  private static Table read() {
    Table table = new Table(new HashMap<>(), new HashMap<>(), new TreeMap<>());
    try (InputStream in = CodedSystem.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> add(line.split("\t", -1), table));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  private static void add(String[] fields, Table table) {
    CodedSystem system =
        new CodedSystem(
            Integer.parseInt(fields[0]),
            Integer.parseInt(fields[1]),
            Integer.parseInt(fields[2]),
            Integer.parseInt(fields[3]),
            fields[4].equals("1"));
    table.systems.put(system.code, system);
    table.byDatum.putIfAbsent(system.datum, system);
    for (String range : fields[5].isEmpty() ? new String[0] : fields[5].split(" ", -1)) {
      String[] ends = range.split("-", -1);
      int last = Integer.parseInt(ends[ends.length - 1]);
      table.projected.put(Integer.valueOf(ends[0]), new Range(last, system));
    }
  }
}
