package io.terralapse.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.geo.Crs;
import io.terralapse.model.UserError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Polygons that cost minutes without limits: each is read or refused, in bounded time. */
final class AreaComplexityTest {
  /** Far more than any of them needs on a busy machine, far less than without limits. */
  private static final Duration BOUND = Duration.ofMinutes(3);

  private static RequestedArea read(String wkt) {
    return assertTimeoutPreemptively(
        BOUND, () -> AreaOfInterestReader.read(new AreaOfInterest.Wkt(wkt), Crs.lonLat()));
  }

  private static String refusal(String wkt) {
    UserError error =
        assertTimeoutPreemptively(
            BOUND,
            () ->
                assertThrows(
                    UserError.class,
                    () -> AreaOfInterestReader.read(new AreaOfInterest.Wkt(wkt), Crs.lonLat())));
    String sentence = String.valueOf(error.getMessage());
    assertTrue(sentence.startsWith("aoi.wkt has "), sentence);
    return sentence;
  }

  private static String ring(List<double[]> points) {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i <= points.size(); i++) {
      double[] p = points.get(i % points.size());
      text.append(i == 0 ? "" : ", ").append(String.format(Locale.ROOT, "%.9f %.9f", p[0], p[1]));
    }
    return text.append(')').toString();
  }

  private static List<double[]> circle(int n, double radius) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double angle = 2 * Math.PI * i / n;
      points.add(new double[] {10 + radius * Math.cos(angle), 20 + radius * Math.sin(angle)});
    }
    return points;
  }

  private static List<double[]> scribble(int n) {
    Random random = new Random(7);
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      points.add(new double[] {10 + random.nextDouble(), 20 + random.nextDouble()});
    }
    return points;
  }

  private static String square(double x, double y, double side) {
    return ring(
        List.of(
            new double[] {x, y},
            new double[] {x + side, y},
            new double[] {x + side, y + side},
            new double[] {x, y + side}));
  }

  @Test
  void aScribbleIsRefusedNamingItsFirstCrossing() {
    String sentence = refusal("POLYGON (" + ring(scribble(2000)) + ")");
    assertTrue(
        sentence.contains("cross themselves or each other more than 10000 times, first at"),
        sentence);
    assertTrue(sentence.matches(".*longitude 10\\.\\d{5}, latitude 20\\.\\d{5}; .*"), sentence);
  }

  @Test
  void anOutlineWithSomeCrossingsIsRepaired() {
    double area = read("POLYGON (" + ring(scribble(60)) + ")").geometry().getArea();
    assertTrue(area > 0.3 && area < 1, "area " + area);
  }

  @Test
  void aDetailedOutlineIsRead() {
    double area = read("POLYGON (" + ring(circle(100_000, 1)) + ")").geometry().getArea();
    assertEquals(Math.PI, area, 1e-6);
  }

  @Test
  void tooManyVerticesAreRefused() {
    String sentence = refusal("POLYGON (" + ring(circle(400_001, 1)) + ")");
    assertTrue(sentence.contains("more than 400000 vertices"), sentence);
  }

  @Test
  void thousandsOfAdjacentSquaresAreJoined() {
    StringBuilder text = new StringBuilder("MULTIPOLYGON (");
    for (int i = 0; i < 100; i++) {
      for (int j = 0; j < 100; j++) {
        text.append(i + j == 0 ? "" : ", ");
        text.append('(').append(square(10 + i / 128.0, 20 + j / 128.0, 1 / 128.0)).append(')');
      }
    }
    double area = read(text.append(')').toString()).geometry().getArea();
    assertEquals(10_000 / 128.0 / 128.0, area, 1e-9);
  }

  @Test
  void repeatedVerticesAndSpikesAreAccepted() {
    List<double[]> points = new ArrayList<>();
    for (double[] corner : circle(4, 1)) {
      for (int i = 0; i < 5_000; i++) {
        points.add(corner);
      }
    }
    points.add(new double[] {12, 19});
    points.add(points.get(15_000));
    assertEquals(2, read("POLYGON (" + ring(points) + ")").geometry().getArea(), 0.6);
  }

  @Test
  void ringsInsideOfEachOtherAreRefused() {
    StringBuilder text = new StringBuilder("MULTIPOLYGON (");
    for (int i = 0; i < 6_000; i++) {
      text.append(i == 0 ? "" : ", ").append('(');
      text.append(ring(circle(4, 1 - i / 6_000.0))).append(", ");
      text.append(ring(circle(4, 1 - (i + 0.5) / 6_000.0))).append(')');
    }
    String sentence = refusal(text.append(')').toString());
    assertTrue(sentence.contains("too many rings inside of each other"), sentence);
  }

  @Test
  void longEdgesSideBySideAreRefused() {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      double t = i / 5_000.0;
      points.add(new double[] {10 + t, 20 - t});
      points.add(new double[] {11 + t + 1e-4, 21 - t});
    }
    String sentence = refusal("POLYGON (" + ring(points) + ")");
    assertTrue(sentence.contains("too many long edges close to each other"), sentence);
  }

  @Test
  void holesInADetailedOutlineAreLimited() {
    StringBuilder text = new StringBuilder("POLYGON (").append(ring(circle(60_000, 1)));
    for (int i = 0; i < 100; i++) {
      for (int j = 0; j < 90; j++) {
        text.append(", ").append(square(9.6 + i / 130.0, 19.6 + j / 130.0, 0.003));
      }
    }
    String sentence = refusal(text.append(')').toString());
    assertTrue(sentence.contains("a polygon with 9000 holes"), sentence);
  }

  @Test
  void nestedCollectionsDoNotOverflowTheStack() {
    String wkt = "GEOMETRYCOLLECTION (".repeat(50_000) + "POINT (1 2)" + ")".repeat(50_000);
    UserError error =
        assertThrows(
            UserError.class,
            () -> AreaOfInterestReader.read(new AreaOfInterest.Wkt(wkt), Crs.lonLat()));
    assertTrue(
        String.valueOf(error.getMessage()).contains("nests more than 10 brackets"),
        error.getMessage());
  }
}
