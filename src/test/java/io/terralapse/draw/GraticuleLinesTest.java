package io.terralapse.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.furniture.Graticule;
import io.terralapse.furniture.MarkSettings.GraticuleUse;
import io.terralapse.geo.Crs;
import io.terralapse.geo.Transforms;
import io.terralapse.model.Grid;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraticuleLinesTest {
  /** 38 by 22 km in Slovenia, 10 m pixels reduced to 20. */
  private static final Grid UTM = new Grid("EPSG:32633", 500_000, 5_100_000, 20, 20, 1920, 1080);

  private static List<String> labels(Grid grid, GraticuleUse use) {
    return GraticuleLines.find(grid, use).orElseThrow().lines().stream()
        .map(Graticule.Line::label)
        .toList();
  }

  @Test
  void linesAreAtRoundDegrees() {
    assertEquals(
        List.of("15°00′ E", "15°05′ E", "15°10′ E", "15°15′ E", "15°20′ E", "15°25′ E")
            .subList(0, 6),
        labels(UTM, GraticuleUse.DEGREES).stream().filter(l -> l.endsWith("E")).toList());
    assertEquals(
        List.of("45°55′ N", "46°00′ N"),
        labels(UTM, GraticuleUse.DEGREES).stream().filter(l -> l.endsWith("N")).toList());
  }

  @Test
  void everyPointOfALineHasItsCoordinate() {
    Graticule found = GraticuleLines.find(UTM, GraticuleUse.DEGREES).orElseThrow();
    for (Graticule.Line line : found.lines()) {
      String[] parts = line.label().split("[°′ ]+", -1);
      double value = Integer.parseInt(parts[0]) + Integer.parseInt(parts[1]) / 60.0;
      for (Point2D.Double point : line.points()) {
        double[] xy = {500_000 + 20 * point.x, 5_100_000 - 20 * point.y};
        Transforms.between(Crs.of("EPSG:32633"), Crs.lonLat()).apply(xy, 1);
        assertEquals(value, line.label().endsWith("E") ? xy[0] : xy[1], 1e-6);
      }
    }
  }

  @Test
  void gridLinesAreThoseOfTheProjection() {
    assertEquals(
        List.of(
            "500 km E", "510 km E", "520 km E", "530 km E", "5080 km N", "5090 km N", "5100 km N"),
        labels(UTM, GraticuleUse.GRID));
  }

  @Test
  void aFrameAcrossTheDateLineHasBothHemispheres() {
    Grid pacific = new Grid("EPSG:32701", 200_000, 8_200_000, 200, 200, 960, 540);
    List<String> labels = labels(pacific, GraticuleUse.DEGREES);
    assertTrue(labels.stream().anyMatch(l -> l.endsWith("W")), labels.toString());
    assertTrue(labels.stream().anyMatch(l -> l.endsWith("S")), labels.toString());
  }

  @Test
  void thereIsNoneWithoutGeoreference() {
    Grid pixels = new Grid(Crs.PIXELS, 0, 0, 1, 1, 640, 360);
    assertEquals(Optional.empty(), GraticuleLines.find(pixels, GraticuleUse.DEGREES));
    assertEquals(Optional.empty(), GraticuleLines.find(UTM, GraticuleUse.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "EPSG:3413, -800000, 450000, 1250, N", "EPSG:3413, -300000, 700000, 1250, N",
    "EPSG:3031, -4000000, 2250000, 6250, S", "EPSG:3413, 10000, 450000, 1250, N"
  })
  void linesAroundAPoleAreThinCurves(String crs, double x, double y, double pixel, String half) {
    Grid grid = new Grid(crs, x, y, pixel, pixel, 1280, 720);
    Rectangle2D frame = new Rectangle2D.Double(0, 0, 1280, 720);
    Graticule found = GraticuleLines.find(grid, GraticuleUse.DEGREES).orElseThrow();
    for (Graticule.Line line : found.lines()) {
      for (int i = 1; i < line.points().size(); i++) {
        Point2D.Double a = line.points().get(i - 1);
        Point2D.Double b = line.points().get(i);
        boolean visible = frame.intersectsLine(a.x, a.y, b.x, b.y);
        assertTrue(!visible || a.distance(b) < 9, line.label() + " from " + a + " to " + b);
      }
    }
    List<String> labels = labels(grid, GraticuleUse.DEGREES);
    List<String> written = labels.stream().filter(label -> !label.isEmpty()).toList();
    assertEquals(written.stream().distinct().toList(), written);
    assertTrue(written.stream().anyMatch(label -> label.endsWith(half)), written.toString());
    assertFalse(written.contains("90° " + half), written.toString());
  }

  @Test
  void aPoleHasAllMeridiansOnceAndNoLabelsBesideIt() {
    Grid grid = new Grid("EPSG:3031", -4_000_000, 2_250_000, 6_250, 6_250, 1280, 720);
    List<String> meridians =
        labels(grid, GraticuleUse.DEGREES).stream()
            .filter(label -> label.matches(".*( [EW]|^0°|180°)"))
            .toList();
    assertEquals(12, meridians.size(), meridians.toString());
    Graticule found = GraticuleLines.find(grid, GraticuleUse.DEGREES).orElseThrow();
    assertTrue(found.unlabelled().orElseThrow().contains(540, 260, 200, 200));
    assertEquals(
        Optional.empty(),
        GraticuleLines.find(UTM, GraticuleUse.DEGREES).orElseThrow().unlabelled());
  }
}
