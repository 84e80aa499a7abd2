package io.terralapse.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.grid.GeoJsonDocument;
import io.terralapse.model.Grid;
import io.terralapse.model.UserError;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the features of GeoJSON files (RFC 7946) as annotations: points, lines and polygons, also
 * several in one, with the properties that {@link AnnotationStyle} names and {@code label}, {@code
 * role}, {@code valid_from} and {@code valid_to}. Not thread-safe.
 */
final class AnnotationReader {
  /** The setting that names the files, for messages. */
  static final String SETTING = "furniture.overlays";

  private static final int MAX_FEATURES = 2000;
  private static final int MAX_LABEL = 80;
  private static final int MAX_DEPTH = 8;
  private static final List<String> LABELS = List.of("label", "title", "name");

  private final String setting;
  private final AnnotationFile file;
  private final PixelGeometry geometry;
  private final List<Annotation> found;
  private int number;

  private AnnotationReader(String setting, AnnotationFile file, Grid grid, List<Annotation> found) {
    this.setting = setting;
    this.file = file;
    this.geometry = new PixelGeometry(grid, this::refuse);
    this.found = found;
  }

  /**
   * Reads files.
   *
   * @return the features in the order of files and features
   * @throws UserError (usage) naming the file, and the feature by its number from 1, if one cannot
   *     be used
   */
  static List<Annotation> read(List<AnnotationFile> files, Grid grid) {
    List<Annotation> found = new ArrayList<>();
    for (AnnotationFile file : files) {
      new AnnotationReader(SETTING, file, grid, found)
          .addFeatures(GeoJsonDocument.read(SETTING, file.geojson()));
    }
    return found;
  }

  /**
   * Reads an area that is labelled.
   *
   * @return its polygons, the largest first, which has the label; empty if none is near the frame
   * @throws UserError (usage) as for files of annotations
   */
  static List<Annotation> read(AreaLabel area, Grid grid) {
    List<Annotation> found = new ArrayList<>();
    new AnnotationReader(
            area.setting(), new AnnotationFile(area.geojson(), Optional.of("")), grid, found)
        .addFeatures(GeoJsonDocument.read(area.setting(), area.geojson()));
    List<Annotation> areas =
        found.stream()
            .filter(Annotation::isArea)
            .sorted(Comparator.comparingDouble(AnnotationReader::size).reversed())
            .toList();
    Validity validity = new Validity(area.from(), Instant.MAX);
    List<Annotation> labelled = new ArrayList<>();
    for (Annotation one : areas) {
      Optional<String> label = labelled.isEmpty() ? Optional.of(area.text()) : Optional.empty();
      labelled.add(
          new Annotation(one.kind(), one.shape(), one.anchor(), label, one.style(), validity));
    }
    return labelled;
  }

  private static double size(Annotation one) {
    return one.shape().getBounds2D().getWidth() * one.shape().getBounds2D().getHeight();
  }

  private void addFeatures(JsonNode root) {
    switch (root.path("type").asText("")) {
      case "FeatureCollection" -> root.path("features").forEach(this::addFeature);
      case "Feature" -> addFeature(root);
      default -> {
        number = 1;
        addGeometry(root, root.path("properties"), 0);
      }
    }
  }

  private void addFeature(JsonNode feature) {
    number++;
    if (found.size() >= MAX_FEATURES) {
      throw UserError.usage(
          setting
              + ": "
              + file.geojson()
              + " has more features than the "
              + MAX_FEATURES
              + " that can be drawn; keep those that readers need");
    }
    if (feature.path("geometry").isObject()) {
      addGeometry(feature.path("geometry"), feature.path("properties"), 0);
    }
  }

  private void addGeometry(JsonNode node, JsonNode properties, int depth) {
    JsonNode coordinates = node.path("coordinates");
    String type = node.path("type").asText("");
    switch (type) {
      case "Point" -> addPoint(coordinates, properties);
      case "MultiPoint" -> coordinates.forEach(point -> addPoint(point, properties));
      case "LineString" -> addLine(coordinates, properties);
      case "MultiLineString" -> coordinates.forEach(line -> addLine(line, properties));
      case "Polygon" -> addPolygon(coordinates, properties);
      case "MultiPolygon" -> coordinates.forEach(polygon -> addPolygon(polygon, properties));
      case "GeometryCollection" -> {
        if (depth >= MAX_DEPTH) {
          throw refuse("nests geometries too deep; use a FeatureCollection");
        }
        node.path("geometries").forEach(inner -> addGeometry(inner, properties, depth + 1));
      }
      default -> throw refuse("\"" + type + "\" is not one of the geometries of RFC 7946");
    }
  }

  private void addPoint(JsonNode position, JsonNode properties) {
    Point2D at = geometry.point(position);
    Path2D path = new Path2D.Double();
    path.moveTo(at.getX(), at.getY());
    add(Annotation.Kind.POINT, path, at, properties);
  }

  private void addLine(JsonNode positions, JsonNode properties) {
    PixelGeometry.Line line = geometry.line(positions, false);
    add(Annotation.Kind.LINE, line.path(), line.middle(), properties);
  }

  private void addPolygon(JsonNode rings, JsonNode properties) {
    if (!rings.isArray() || rings.isEmpty()) {
      throw refuse("has a polygon without coordinates; draw it again or remove it");
    }
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    Optional<Point2D> anchor = Optional.empty();
    for (JsonNode ring : rings) {
      PixelGeometry.Line line = geometry.line(ring, true);
      path.append(line.path(), false);
      anchor = anchor.isPresent() ? anchor : Optional.of(line.inside());
    }
    String role = properties.path("role").asText("");
    if (!role.isEmpty() && !role.equals("spotlight") && !role.equals("focus")) {
      throw refuse("role is \"" + role + "\"; write spotlight or focus, or leave it out");
    }
    Annotation.Kind kind =
        role.equals("spotlight") ? Annotation.Kind.SPOTLIGHT : Annotation.Kind.POLYGON;
    add(kind, path, anchor.orElseThrow(), properties);
  }

  private void add(Annotation.Kind kind, Path2D path, Point2D anchor, JsonNode properties) {
    found.add(
        new Annotation(
            kind,
            path,
            anchor,
            label(properties),
            AnnotationStyle.of(properties, this::refuse),
            validity(properties)));
  }

  private Optional<String> label(JsonNode properties) {
    Optional<String> text =
        Stream.concat(file.label().stream(), file.label().isEmpty() ? LABELS.stream() : Stream.of())
            .map(name -> properties.path(name).asText("").strip())
            .filter(label -> !label.isEmpty())
            .findFirst();
    text.filter(label -> label.length() > MAX_LABEL)
        .ifPresent(
            tooLong -> {
              throw refuse("its label is longer than " + MAX_LABEL + " characters; shorten it");
            });
    return text;
  }

  private Validity validity(JsonNode properties) {
    Instant from =
        period(properties, "valid_from").map(Validity::from).orElse(Validity.ALWAYS.from());
    Instant to = period(properties, "valid_to").map(Validity::to).orElse(Validity.ALWAYS.to());
    if (!from.isBefore(to)) {
      throw refuse("valid_to is before valid_from; exchange them");
    }
    return new Validity(from, to);
  }

  private Optional<Validity> period(JsonNode properties, String name) {
    JsonNode value = properties.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    Optional<Validity> period = Validity.findPeriod(value.asText(""));
    if (period.isEmpty()) {
      throw refuse(
          name
              + " is \""
              + value.asText("")
              + "\"; write a date such as 2024, 2024-03 or 2024-03-02");
    }
    return period;
  }

  private UserError refuse(String why) {
    return UserError.usage(
        String.format(Locale.ROOT, "%s: %s, feature %d: %s", setting, file.geojson(), number, why));
  }
}
