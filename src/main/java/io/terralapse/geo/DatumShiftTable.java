package io.terralapse.geo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The transformations of geodetic datums to WGS 84 that the EPSG Dataset publishes, without those
 * that need a grid file. Loaded at the first use. Thread-safe.
 */
final class DatumShiftTable {
  private static final Map<String, List<DatumShift>> BY_CODE = readShifts();
  private static final Map<String, String> CODE_BY_NAME = readNames();

  private DatumShiftTable() {}

  /** The transformations of a datum by its EPSG code; empty if there is none. */
  static List<DatumShift> ofCode(String code) {
    return BY_CODE.getOrDefault(code, List.of());
  }

  /** The code of a datum by its EPSG name, or its name in WKT 1 of GDAL or Esri. */
  static Optional<String> findCode(String name) {
    return Optional.ofNullable(CODE_BY_NAME.get(normalized(name)));
  }

  private static String normalized(String name) {
    String bare = name.startsWith("D_") ? name.substring(2) : name;
    return WktNode.normalized(bare);
  }

  private static Map<String, List<DatumShift>> readShifts() {
    Map<String, List<DatumShift>> shifts = new HashMap<>();
    read(
        "datum-shifts.tsv",
        f -> shifts.computeIfAbsent(f[0], code -> new ArrayList<>()).add(shift(f)));
    return shifts;
  }

  private static DatumShift shift(String[] fields) {
    double[] n = new double[13];
    for (int i = 1; i < n.length; i++) {
      n[i] = fields[i].isEmpty() ? Double.NaN : Double.parseDouble(fields[i]);
    }
    return new DatumShift(
        new Helmert(n[1], n[2], n[3], n[4], n[5], n[6], n[7]),
        n[8],
        new GeographicArea(n[9], n[10], n[11], n[12]),
        fields[13].equals("1"),
        fields[14].replaceFirst("^EPSG:[0-9]+ ", ""));
  }

  private static Map<String, String> readNames() {
    Map<String, String> codes = new HashMap<>();
    read(
        "datum-names.tsv",
        f -> {
          for (int i = 1; i < f.length; i++) {
            codes.putIfAbsent(normalized(f[i]), f[0]);
          }
        });
    return codes;
  }

  private static void read(String file, Consumer<String[]> row) {
    try (InputStream in = DatumShiftTable.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the program");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> row.accept(line.split("\t", -1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
