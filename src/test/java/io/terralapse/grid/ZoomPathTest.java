package io.terralapse.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Grid;
import io.terralapse.model.UserError;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;

class ZoomPathTest {
  private static final Grid FRAME = new Grid("EPSG:32618", 500_000, 4_500_000, 10, 10, 640, 360);

  private static Envelope extent(Grid grid) {
    return new Envelope(
        grid.originX(),
        grid.originX() + grid.width() * grid.pixelSize(),
        grid.originY() - grid.height() * grid.pixelSize(),
        grid.originY());
  }

  @Test
  void itBeginsWithTheFrameAndEndsAroundTheFocus() {
    Envelope focus = new Envelope(502_000, 503_000, 4_498_000, 4_498_500);
    ZoomPath path = ZoomPath.of(FRAME, focus);
    assertEquals(FRAME, path.at(0));
    Grid end = path.at(1);
    assertEquals(path.to(), end);
    assertTrue(extent(end).contains(focus));
    assertEquals(FRAME.width(), end.width());
    assertEquals(FRAME.height(), end.height());
    assertEquals(end.pixelSize(), end.pixelSizeM(), 1e-9, "the scale bar follows");
    // A width of 1000 m, with room, in 640 pixels.
    assertEquals(1.15 * 1000 / 640, end.pixelSize(), 1e-9);
  }

  @Test
  void everyGridIsInsideTheOneBeforeAndPixelsShrinkEvenly() {
    ZoomPath path = ZoomPath.of(FRAME, new Envelope(500_000, 500_400, 4_499_800, 4_500_000));
    double factor = path.at(0.1).pixelSize() / path.at(0).pixelSize();
    Envelope before = extent(path.at(0));
    for (int i = 1; i <= 10; i++) {
      Envelope now = extent(path.at(i / 10.0));
      Envelope grown = new Envelope(before);
      grown.expandBy(1e-6);
      assertTrue(grown.contains(now), "step " + i);
      assertEquals(
          factor, path.at(i / 10.0).pixelSize() / path.at((i - 1) / 10.0).pixelSize(), 1e-9);
      before = now;
    }
  }

  @Test
  void theWholeFrameIsReadWithTheSmallestPixels() {
    ZoomPath path = ZoomPath.of(FRAME, new Envelope(502_000, 503_000, 4_498_000, 4_498_500));
    assertEquals(path.to().pixelSize(), path.finest().pixelSize(), 1e-9);
    assertTrue(extent(path.finest()).contains(extent(FRAME)));
  }

  @Test
  void aFocusAsLargeAsTheFrameIsRefused() {
    UserError large =
        assertThrows(
            UserError.class,
            () -> ZoomPath.of(FRAME, new Envelope(500_000, 506_000, 4_496_400, 4_500_000)));
    assertTrue(String.valueOf(large.getMessage()).startsWith("focus: is about as large"));
    assertThrows(
        UserError.class, () -> ZoomPath.of(FRAME, new Envelope(502_000, 502_000, 4e6, 4e6)));
  }
}
