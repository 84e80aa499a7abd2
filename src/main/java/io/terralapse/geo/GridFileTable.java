package io.terralapse.geo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * The NTv2 files that the EPSG Dataset names, by which their datums are known: the names of systems
 * inside the files follow no standard. Stateless.
 */
final class GridFileTable {
  private static final String RESOURCE = "grid-files.tsv";

  private GridFileTable() {}

  /** The transformations of a file's content; empty if the EPSG Dataset has none of its name. */
  static List<DatumGrid> transformations(String file, String checksum, NtvGrid grid) {
    String name = file.toLowerCase(Locale.ROOT);
    try (InputStream in = GridFileTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .filter(fields -> fields[0].toLowerCase(Locale.ROOT).equals(name))
          .map(fields -> transformation(file, checksum, grid, fields))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DatumGrid transformation(
      String file, String checksum, NtvGrid grid, String[] fields) {
    double[] area = new double[4];
    for (int i = 0; i < area.length; i++) {
      area[i] = Double.parseDouble(fields[4 + i]);
    }
    return new DatumGrid(
        file,
        checksum,
        grid,
        fields[1],
        fields[2].equals("1"),
        Double.parseDouble(fields[3]),
        new GeographicArea(area[0], area[1], area[2], area[3]));
  }
}
