package io.terralapse.furniture;

import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Outlines of the countries at a scale of 1:110 million (Natural Earth), in degrees. Boundaries are
 * those of the data set, and state no view of this program. Immutable.
 */
final class Countries {
  /** Steps of the file per degree. */
  private static final double STEPS = 20;

  private Countries() {}

  /**
   * One part of a country.
   *
   * @param country its name in the data set
   * @param outline longitude and latitude, degrees
   */
  record Part(String country, Path2D outline) {}

  private static final class Parts {
    static final List<Part> ALL = read();
  }

  /** All parts of all countries. */
  static List<Part> all() {
    return Parts.ALL;
  }

  /** The part of a country that a position is in; empty at sea. */
  static Optional<Part> find(double longitude, double latitude) {
    return all().stream().filter(part -> part.outline().contains(longitude, latitude)).findFirst();
  }

  private static List<Part> read() {
    try (InputStream in = Countries.class.getResourceAsStream("countries.tsv")) {
      if (in == null) {
        throw new IllegalStateException("countries.tsv is not on the class path");
      }
      List<Part> parts = new ArrayList<>();
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split("\t", -1);
        for (int i = 1; i < fields.length; i++) {
          parts.add(new Part(fields[0], outline(fields[i])));
        }
      }
      return List.copyOf(parts);
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }

  /** A ring whose points are differences from the one before. */
  private static Path2D outline(String ring) {
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    int x = 0;
    int y = 0;
    for (String point : ring.split(" ", -1)) {
      int comma = point.indexOf(',');
      x += Integer.parseInt(point.substring(0, comma));
      y += Integer.parseInt(point.substring(comma + 1));
      if (path.getCurrentPoint() == null) {
        path.moveTo(x / STEPS, y / STEPS);
      } else {
        path.lineTo(x / STEPS, y / STEPS);
      }
    }
    path.closePath();
    return path;
  }
}
