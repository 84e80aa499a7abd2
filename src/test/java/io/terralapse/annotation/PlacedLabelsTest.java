package io.terralapse.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.geo.Crs;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Places of labels on frames of 1280 x 720 pixels; positions of features are pixels. */
class PlacedLabelsTest {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;
  private static final double EM = 16;
  private static final String LABEL = "\"label\":\"Reservoir\"";
  private static final Grid GRID = new Grid(Crs.PIXELS, 0, 0, 1, 1, WIDTH, HEIGHT);
  private static final Rectangle2D FRAME = new Rectangle2D.Double(0, 0, WIDTH, HEIGHT);

  private final Path folder;

  PlacedLabelsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** A feature with a label; positions are {@code x y, x y}. */
  private static String feature(String type, String positions, String properties) {
    StringBuilder list = new StringBuilder();
    for (String position : positions.split(",", -1)) {
      String[] xy = position.strip().split(" ", -1);
      list.append(list.isEmpty() ? "" : ",").append("[" + xy[0] + "," + xy[1] + "]");
    }
    String coordinates =
        switch (type) {
          case "Point" -> list.toString();
          case "Polygon" -> "[[" + list + "]]";
          default -> "[" + list + "]";
        };
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Feature\",\"properties\":{%s},\"geometry\":{\"type\":\"%s\",\"coordinates\":%s}}",
        properties,
        type,
        coordinates);
  }

  private List<Annotation> read(String... features) throws IOException {
    Path file = folder.resolve("a.geojson");
    Files.writeString(
        file, "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}");
    return AnnotationReader.read(List.of(new AnnotationFile(file, Optional.empty())), GRID);
  }

  private static PlacedLabels placed(List<Annotation> annotations) {
    return placed(annotations, List.of());
  }

  private static PlacedLabels placed(List<Annotation> annotations, List<Rectangle2D> occupied) {
    return new PlacedLabels(
        annotations,
        WIDTH,
        HEIGHT,
        HEIGHT / 1080.0,
        new PlacedLabels.Ground(FRAME, occupied, FurnitureSettings.DEFAULTS.fonts().regular(), EM));
  }

  private static Rectangle2D box(PlacedLabels labels) {
    return labels.find(0).orElseThrow().text().getBounds2D();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "470 270, 920 270, 920 -400, 470 -400, 470 270",
        "-300 300, 200 300, 200 500, -300 500, -300 300",
        "-5000 -5000, 200 -5000, 200 200, -5000 200, -5000 -5000"
      })
  void anAreaThatTheEdgeCutsIsLabelledInItsVisiblePart(String ring) throws IOException {
    List<Annotation> area = read(feature("Polygon", ring, LABEL));
    Rectangle2D box = box(placed(area));
    assertTrue(FRAME.contains(box), box.toString());
    assertTrue(area.get(0).shape().contains(box), box.toString());
  }

  @Test
  void aLineThatTheEdgeCutsIsLabelledAtItsVisiblePart() throws IOException {
    Rectangle2D box =
        box(placed(read(feature("LineString", "1000 100, 1100 400, 9000 400", LABEL))));
    assertTrue(FRAME.contains(box), box.toString());
    assertTrue(box.getMinX() > 950 && box.getMaxY() < 430, box.toString());
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "1276, 4", "4, 716", "1276, 716", "640, 2", "640, 719", "-3, 360"})
  void aPointAtTheEdgeHasItsLabelBesideItInside(double x, double y) throws IOException {
    Rectangle2D box = box(placed(read(feature("Point", x + " " + y, LABEL))));
    assertTrue(FRAME.contains(box), box.toString());
    double across = Math.max(box.getMinX() - x, x - box.getMaxX());
    double down = Math.max(box.getMinY() - y, y - box.getMaxY());
    double apart = Math.hypot(Math.max(0, across), Math.max(0, down));
    assertTrue(apart > 4 && apart < 2.5 * EM, box + " is " + apart + " px apart");
  }

  @ParameterizedTest
  @CsvSource({
    "Point, '4 4'",
    "LineString, '1200 100, 1260 400, 9000 400'",
    "Polygon, '-300 300, 200 300, 200 500, -300 500, -300 300'",
    "Polygon, '-300 -300, 200 -300, 200 0.5, -300 0.5, -300 -300'"
  })
  void whatIsSeenAndHasNoSpaceForItsLabelIsReported(String type, String positions)
      throws IOException {
    List<Annotation> one = read(feature(type, positions, LABEL));
    PlacedLabels labels = placed(one, List.of(FRAME));
    assertEquals(List.of("label-left-out"), labels.issues().stream().map(Issue::code).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "Point, '-40 4'",
    "LineString, '1400 100, 1400 400'",
    "Polygon, '-300 300, -200 300, -200 500, -300 500, -300 300'"
  })
  void whatIsOutsideIsNotReported(String type, String positions) throws IOException {
    PlacedLabels labels = placed(read(feature(type, positions, LABEL)));
    assertEquals(List.of(), labels.issues());
    assertTrue(labels.find(0).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "400 300, 800 300",
        "400 600, 800 200",
        "400 200, 800 600",
        "400 330, 800 250",
        "500 100, 560 600",
        "600 100, 600 600",
        "600 300, 640 300",
        "-500 400, 1800 180",
        "300 300, 400 200, 500 300, 600 200, 700 300, 800 200, 900 300"
      })
  void theLabelOfALineIsBesideIt(String positions) throws IOException {
    List<Annotation> line =
        read(feature("LineString", positions, LABEL + ",\"stroke-width\":6,\"arrow\":\"end\""));
    PlacedLabels labels = placed(line);
    double scale = HEIGHT / 1080.0;
    Rectangle2D box = box(labels);
    Shape stroke = Strokes.line(line.get(0).shape(), Strokes.CASING * 6 * scale);
    assertFalse(stroke.intersects(box), box.toString());
    assertFalse(Strokes.arrowheads(line.get(0), scale).intersects(box), box.toString());
    Shape near = Strokes.line(line.get(0).shape(), 4 * EM);
    assertTrue(near.intersects(box), box.toString());
    assertTrue(labels.find(0).orElseThrow().leader().isEmpty(), "no leader line");
  }

  @Test
  void labelsOfParallelLinesShareNoGround() throws IOException {
    String[] lines = new String[4];
    for (int i = 0; i < lines.length; i++) {
      int y = 300 + 20 * i;
      lines[i] = feature("LineString", "400 " + y + ", 800 " + y, LABEL);
    }
    PlacedLabels labels = placed(read(lines));
    for (int i = 1; i < lines.length; i++) {
      for (int k = 0; k < i; k++) {
        Rectangle2D one = labels.find(i).orElseThrow().text().getBounds2D();
        assertFalse(one.intersects(labels.find(k).orElseThrow().text().getBounds2D()));
      }
    }
  }
}
