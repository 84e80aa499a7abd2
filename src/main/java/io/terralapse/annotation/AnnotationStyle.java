package io.terralapse.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.Srgb;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Colours and widths of a feature, by the names of the simplestyle specification 1.1 (Mapbox), with
 * defaults for pictures instead of maps: white lines, and no fill unless one is given.
 *
 * @param stroke colour of lines, {@code 0xRRGGBB}
 * @param strokeOpacity 0 to 1
 * @param strokeWidth pixels on a frame of 1080 rows
 * @param fill colour of areas
 * @param fillOpacity 0 to 1; 0 fills nothing
 * @param marker colour of points
 * @param markerSize diameter of points, pixels on a frame of 1080 rows
 * @param arrowStart whether a line begins with an arrowhead
 * @param arrowEnd whether it ends with one
 */
record AnnotationStyle(
    int stroke,
    double strokeOpacity,
    double strokeWidth,
    int fill,
    double fillOpacity,
    int marker,
    double markerSize,
    boolean arrowStart,
    boolean arrowEnd) {
  private static final int WHITE = 0xFFFFFF;
  private static final double WIDTH = 3;
  static final double MOST_WIDTH = 50;
  private static final double FILL_OPACITY = 0.25;
  private static final Pattern COLOUR = Pattern.compile("#?(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})");

  /**
   * Reads the style of a feature.
   *
   * @param refuse makes an exception of what is wrong with a property
   */
  static AnnotationStyle of(JsonNode properties, Function<String, RuntimeException> refuse) {
    Reader reader = new Reader(properties, refuse);
    Optional<Integer> fill = reader.colour("fill");
    int stroke = reader.colour("stroke").orElse(WHITE);
    String arrow = properties.path("arrow").asText("");
    if (!arrow.isEmpty() && !Pattern.matches("start|end|both|none", arrow)) {
      throw refuse.apply("arrow is \"" + arrow + "\"; write start, end, both or none");
    }
    return new AnnotationStyle(
        stroke,
        reader.number("stroke-opacity", 1, 1),
        reader.number("stroke-width", WIDTH, MOST_WIDTH),
        fill.orElse(stroke),
        reader.number("fill-opacity", fill.isPresent() ? FILL_OPACITY : 0, 1),
        reader.colour("marker-color").orElse(stroke),
        reader.markerSize(),
        arrow.equals("start") || arrow.equals("both"),
        arrow.equals("end") || arrow.equals("both"));
  }

  /** Whether points are not seen on white: their contrast with it is less than 3 to 1. */
  boolean isPale() {
    return 1.05 / (Srgb.luminance(marker) + 0.05) < 3;
  }

  private record Reader(JsonNode properties, Function<String, RuntimeException> refuse) {

    Optional<Integer> colour(String name) {
      JsonNode value = properties.path(name);
      if (value.isMissingNode() || value.isNull()) {
        return Optional.empty();
      }
      String text = value.asText("");
      if (!COLOUR.matcher(text).matches()) {
        throw refuse.apply(name + " is no colour; write one such as #ffcc00");
      }
      String digits = text.startsWith("#") ? text.substring(1) : text;
      if (digits.length() == 3) {
        digits = digits.replaceAll("(.)", "$1$1");
      }
      return Optional.of(Integer.parseInt(digits, 16));
    }

    double number(String name, double absent, double most) {
      JsonNode value = properties.path(name);
      if (value.isMissingNode() || value.isNull()) {
        return absent;
      }
      double number = value.isNumber() ? value.doubleValue() : Double.NaN;
      if (!(number >= 0 && number <= most)) {
        throw refuse.apply(name + " is not a number from 0 to " + (int) most + "; correct it");
      }
      return number;
    }

    double markerSize() {
      String size = properties.path("marker-size").asText("medium");
      return switch (size) {
        case "small" -> 9;
        case "medium" -> 13;
        case "large" -> 18;
        default -> throw refuse.apply("marker-size is no size; write small, medium or large");
      };
    }
  }
}
