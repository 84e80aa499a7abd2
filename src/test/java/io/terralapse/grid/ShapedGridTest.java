package io.terralapse.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Grid;
import io.terralapse.model.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

class ShapedGridTest {
  private static final Grid MAIN = new Grid("EPSG:32633", 500_000, 5_100_000, 10, 10, 1920, 1080);

  private static Envelope extent(Grid grid) {
    return new Envelope(
        grid.originX(),
        grid.originX() + grid.width() * grid.pixelSize(),
        grid.originY() - grid.height() * grid.pixelSize(),
        grid.originY());
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void anAreaGrowsToTheShapeAndStaysInTheMiddle(Shape shape) {
    Envelope area = new Envelope(503_000, 515_000, 5_091_000, 5_099_000);
    Grid grown = ShapedGrid.around(MAIN, area, shape.size());
    assertEquals(shape.size().width(), grown.width());
    assertEquals(shape.size().height(), grown.height());
    Envelope extent = extent(grown);
    assertTrue(extent.contains(area));
    assertEquals(area.centre().x, extent.centre().x, grown.pixelSize());
    assertEquals(area.centre().y, extent.centre().y, grown.pixelSize());
    boolean tight =
        Math.abs(extent.getWidth() - area.getWidth()) < 1e-6
            || Math.abs(extent.getHeight() - area.getHeight()) < 1e-6;
    assertTrue(tight, "grown no more than necessary");
    assertEquals(grown.pixelSize(), grown.pixelSizeM(), 0.01 * grown.pixelSize());
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void aCropIsTheLargestPartAroundTheFocus(Shape shape) {
    Coordinate focus = new Coordinate(518_900, 5_099_900);
    Grid cropped = ShapedGrid.inside(MAIN, focus, shape.size());
    Envelope extent = extent(cropped);
    Envelope frame = extent(MAIN);
    frame.expandBy(1e-6);
    assertTrue(frame.contains(extent), "the frame ends before the focus is in the middle");
    assertTrue(extent.contains(focus));
    assertTrue(
        Math.abs(extent.getWidth() - 19_200) < 1e-6
            || Math.abs(extent.getHeight() - 10_800) < 1e-6);
  }

  @Test
  void aPartWithThePixelsOfTheFramesIsOnTheirLattice() {
    Grid square =
        ShapedGrid.inside(MAIN, new Coordinate(509_603.7, 5_094_000), Shape.SQUARE.size());
    assertEquals(10, square.pixelSize());
    assertEquals(0, (square.originX() - 500_000) % 10, 0);
    assertEquals(0, square.originY() - 5_100_000, 0);
  }

  @Test
  void theUnionGrowsByWholePixels() {
    Envelope area = new Envelope(500_000, 519_200, 5_089_200, 5_100_000);
    Grid upright = ShapedGrid.around(MAIN, area, Shape.VERTICAL.size());
    Grid union = ShapedGrid.union(MAIN, List.of(MAIN, upright));
    assertEquals(10, union.pixelSize());
    assertEquals(1920, union.width());
    assertEquals(3414, union.height());
    assertEquals(0, (union.originY() - MAIN.originY()) % 10, 0);
    assertTrue(extent(union).contains(extent(upright)));
    assertEquals(MAIN, ShapedGrid.union(MAIN, List.of(MAIN)));
  }

  @Test
  void aPictureThatWouldBeTooLargeIsRefused() {
    Grid strip = new Grid("EPSG:32633", 500_000, 5_100_000, 10, 10, 16_000, 200);
    Grid upright = ShapedGrid.around(strip, extent(strip), Shape.VERTICAL.size());
    UserError error =
        assertThrows(UserError.class, () -> ShapedGrid.union(strip, List.of(upright)));
    assertTrue(String.valueOf(error.getMessage()).startsWith("renditions:"));
  }

  @Test
  void aWidthAloneKeepsTheShape() {
    assertEquals(new GridSettings.Size(600, 400), Shape.NEWSLETTER.ofWidth(600));
    assertEquals(new GridSettings.Size(720, 1280), Shape.VERTICAL.ofWidth(720));
  }
}
