package io.terralapse.grid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Grid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class CommonAreaTest {

  private static Geometry wkt(String text) throws ParseException {
    return new WKTReader(Reprojection.GEOMETRY).read(text);
  }

  private static Geometry box(double x0, double y0, double x1, double y1) {
    return Reprojection.rectangle(new Envelope(x0, x1, y0, y1));
  }

  @Test
  void theLargestOverlappingSetIsTaken() {
    var two = List.of(box(0, 0, 10, 10), box(100, 0, 110, 10), box(101, 1, 111, 11));
    CommonArea common = CommonArea.find(two, 1).orElseThrow();
    assertEquals(List.of(1, 2), common.members());
    assertEquals(box(101, 1, 110, 10).getEnvelopeInternal(), common.area().getEnvelopeInternal());
  }

  @Test
  void ofEqualSetsTheOneWithTheLargerIntersectionIsTaken() {
    var chain = List.of(box(0, 0, 10, 10), box(8, 0, 18, 10), box(12, 0, 22, 10));
    assertEquals(List.of(1, 2), CommonArea.find(chain, 1).orElseThrow().members());
  }

  @Test
  void oneOddFootprintOfManyDoesNotShrinkTheAreaToNothing() {
    List<Geometry> ten = new ArrayList<>(Collections.nCopies(9, box(0, 0, 100, 100)));
    ten.add(4, box(95, 0, 195, 100));
    CommonArea common = CommonArea.find(ten, 1).orElseThrow();
    assertEquals(List.of(0, 1, 2, 3, 5, 6, 7, 8, 9), common.members());
    assertEquals(new Envelope(0, 100, 0, 100), common.area().getEnvelopeInternal());
  }

  @Test
  void aFootprintThatCostsALittleAreaIsKept() {
    List<Geometry> ten = new ArrayList<>(Collections.nCopies(9, box(0, 0, 100, 100)));
    ten.add(box(15, 0, 115, 100));
    CommonArea common = CommonArea.find(ten, 1).orElseThrow();
    assertEquals(10, common.members().size());
    assertEquals(new Envelope(15, 100, 0, 100), common.area().getEnvelopeInternal());
  }

  @Test
  void twoFootprintsAreBetterThanOneWhateverTheirArea() {
    var two = List.of(box(0, 0, 100, 100), box(90, 0, 190, 100));
    assertEquals(List.of(0, 1), CommonArea.find(two, 1).orElseThrow().members());
  }

  @Test
  void theLargestRectangleOfATurnedSquareIsFound() throws ParseException {
    // Half of the square's area: its corners are the middles of the sides.
    Geometry turned = wkt("POLYGON ((50 0, 100 50, 50 100, 0 50, 50 0))");
    Envelope inside = InscribedRectangle.of(turned);
    assertTrue(turned.covers(Reprojection.rectangle(inside)));
    assertEquals(2500, inside.getArea(), 1);
    Geometry scene = wkt("POLYGON ((30 0, 200 36, 170 180, 0 144, 30 0))");
    Envelope large = InscribedRectangle.of(scene);
    assertTrue(scene.covers(Reprojection.rectangle(large)));
    assertTrue(large.getArea() > 0.62 * scene.getArea(), large.toString());
  }

  @Test
  void aSliverIsNotAnOverlap() {
    var touching = List.of(box(0, 0, 10, 10), box(9.5, 0, 19.5, 10));
    assertEquals(List.of(0), CommonArea.find(touching, 1).orElseThrow().members());
  }

  @Test
  void aRectangleIsItsOwnInscribedRectangle() {
    assertEquals(new Envelope(3, 9, 2, 7), InscribedRectangle.of(box(3, 2, 9, 7)));
  }

  @Test
  void theInscribedRectangleIsInsideAndLarge() throws ParseException {
    Geometry turned = wkt("POLYGON ((4 0, 104 6, 100 66, 0 60, 4 0))");
    Envelope inside = InscribedRectangle.of(turned);
    assertTrue(turned.covers(Reprojection.rectangle(inside)));
    assertTrue(inside.getArea() > 0.8 * turned.getArea(), inside.toString());
    Geometry angle = wkt("POLYGON ((0 0, 100 0, 100 30, 40 30, 40 80, 0 80, 0 0))");
    assertEquals(new Envelope(0, 40, 0, 80).getArea(), InscribedRectangle.of(angle).getArea(), 1);
  }

  @Test
  void aMaskContainsThePixelsWhoseCentresAreInside() throws ParseException {
    Grid grid = new Grid("EPSG:32633", -3, 61, 1.7, 1.7, 60, 40);
    Geometry area =
        wkt(
            "MULTIPOLYGON (((4 0, 84 6, 60 56, 0 50, 4 0), (20 20, 40 20, 40 35, 20 20)),"
                + " ((86 40, 97 40, 97 58, 86 40)))");
    boolean[] naive = new boolean[60 * 40];
    for (int r = 0; r < 40; r++) {
      for (int c = 0; c < 60; c++) {
        Coordinate at = new Coordinate(-3 + (c + 0.5) * 1.7, 61 - (r + 0.5) * 1.7);
        Point centre = Reprojection.GEOMETRY.createPoint(at);
        naive[r * 60 + c] = area.contains(centre);
      }
    }
    assertArrayEquals(naive, AreaMask.of(area, grid));
  }

  @Test
  void theMaskOfTheGridsRectangleIsFull() {
    Random random = new Random(5);
    for (int i = 0; i < 20; i++) {
      double pixel = 0.1 + random.nextDouble() * 20;
      Grid grid = new Grid("EPSG:32633", 5e5 + random.nextDouble(), 5e6, pixel, pixel, 36, 22);
      Geometry all = box(grid.originX(), 5e6 - 22 * pixel, grid.originX() + 36 * pixel, 5e6);
      for (boolean inside : AreaMask.of(all, grid)) {
        assertTrue(inside);
      }
    }
  }
}
