package io.terralapse.raster.tiff;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A length unit of the EPSG Dataset.
 *
 * @param code EPSG code
 * @param metres its size
 */
record LinearUnit(int code, String name, double metres) {
  static final LinearUnit METRE = new LinearUnit(9001, "metre", 1);

  private static final String RESOURCE = "linear-units.tsv";

  /** The units by code, and the unit of every projected system that is not in metres. */
  private record Table(Map<Integer, LinearUnit> units, Map<Integer, LinearUnit> systems) {}

  /** Read only when it is needed: most files are in metres. */
  private static final class Loaded {
    static final Table TABLE = read();
  }

  /** The unit of a code. */
  static Optional<LinearUnit> find(int code) {
    return code == METRE.code
        ? Optional.of(METRE)
        : Optional.ofNullable(Loaded.TABLE.units.get(code));
  }

  /** The unit of a projected system by its EPSG code; metres if the code is not known. */
  static LinearUnit ofSystem(int epsg) {
    boolean utm = epsg / 1000 == 32 || epsg == 3857;
    return utm ? METRE : Loaded.TABLE.systems.getOrDefault(epsg, METRE);
  }

  private static Table read() {
    Table table = new Table(new HashMap<>(), new HashMap<>());
    try (InputStream in = LinearUnit.class.getResourceAsStream(RESOURCE)) {
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
    int code = Integer.parseInt(fields[0]);
    LinearUnit unit = new LinearUnit(code, fields[1], Double.parseDouble(fields[2]));
    table.units.put(code, unit);
    for (String range : fields[3].isEmpty() ? new String[0] : fields[3].split(" ", -1)) {
      String[] ends = range.split("-", -1);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int system = Integer.parseInt(ends[0]); system <= last; system++) {
        table.systems.put(system, unit);
      }
    }
  }
}
