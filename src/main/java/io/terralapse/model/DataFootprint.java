package io.terralapse.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The part of a scene that has data, as one polygon: satellite scenes are often rotated inside
 * their raster, or cut off at the edge of the swath.
 *
 * @param crs an {@code EPSG:n} code or WKT
 * @param ring corners in order, not closed, at least three
 */
public record DataFootprint(String crs, List<Corner> ring) {
  /** A corner in the units of the CRS; longitude first in geographic ones. */
  public record Corner(double x, double y) {}

  /** Copies the list and refuses a ring of less than three corners. */
  public DataFootprint {
    ring = List.copyOf(ring);
    if (ring.size() < 3) {
      throw new IllegalArgumentException("a footprint has three corners or more");
    }
  }

  /** The corners as text, each number exact: {@code x y x y ...}. */
  public String cornersText() {
    StringBuilder text = new StringBuilder();
    for (Corner corner : ring) {
      text.append(text.length() == 0 ? "" : " ");
      text.append(String.format(Locale.ROOT, "%s %s", corner.x(), corner.y()));
    }
    return text.toString();
  }

  /** The footprint of {@link #cornersText}; empty if the text is none. */
  public static Optional<DataFootprint> parse(String crs, String text) {
    String[] numbers = text.strip().split(" ", -1);
    Corner[] ring = new Corner[numbers.length / 2];
    for (int i = 0; i < ring.length; i++) {
      OptionalDouble x = finite(numbers[2 * i]);
      OptionalDouble y = finite(numbers[2 * i + 1]);
      if (x.isEmpty() || y.isEmpty()) {
        return Optional.empty();
      }
      ring[i] = new Corner(x.getAsDouble(), y.getAsDouble());
    }
    return ring.length < 3 ? Optional.empty() : Optional.of(new DataFootprint(crs, List.of(ring)));
  }

  private static OptionalDouble finite(String number) {
    try {
      double value = Double.parseDouble(number);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
