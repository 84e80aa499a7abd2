package io.terralapse.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Grid;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

class ShapedGridTest {
  @TempDir Path folder = Path.of("");

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

  @Test
  void theFocusHasTheFormsOfAnArea() throws IOException {
    Path file = folder.resolve("focus.geojson");
    Files.writeString(
        file,
        """
        {"type": "Polygon", "coordinates": [[[15.09, 46.0], [15.11, 46.0], [15.11, 46.01], [15.09, 46.01], [15.09, 46.0]]]}
        """);
    String wkt = "POLYGON((15.09 46.0, 15.11 46.0, 15.11 46.01, 15.09 46.01, 15.09 46.0))";
    Coordinate expected =
        FocusArea.centre(new AreaOfInterest.Bbox(15.09, 46.0, 15.11, 46.01), MAIN);
    for (AreaOfInterest form :
        List.of(
            new AreaOfInterest.GeoJson(file),
            new AreaOfInterest.Wkt(wkt),
            new AreaOfInterest.Center(15.1, 46.005, 300, 300),
            new AreaOfInterest.Te(
                expected.x - 50, expected.y - 90, expected.x + 50, expected.y + 90, ""))) {
      assertTrue(expected.distance(FocusArea.centre(form, MAIN)) < 2, form.toString());
    }
    UserError outside =
        assertThrows(
            UserError.class,
            () -> FocusArea.centre(new AreaOfInterest.Bbox(5, 46.0, 5.1, 46.1), MAIN));
    assertTrue(String.valueOf(outside.getMessage()).contains("outside the frames"));
    Grid pixels = new Grid("PIXELS", 0, 0, 1, Double.NaN, 400, 300);
    Coordinate corner = FocusArea.centre(new AreaOfInterest.Pixels(10, 20, 100, 60), pixels);
    assertEquals(new Coordinate(60, -50), corner);
  }
}
