package io.terralapse.planpage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;

/** The map shows the planned area and what is near, not what is elsewhere. */
class MapExtentTest {
  private static Envelope box(double x, double y) {
    return new Envelope(x, x + 100, y, y + 100);
  }

  @Test
  void scenesNearTheAreaAreOnTheMap() {
    Envelope area = new Envelope(40, 60, 40, 60);
    Optional<Envelope> extent =
        MapExtent.of(
            Optional.of(area), List.of(box(0, 0), box(90, 0), box(210, 0), box(5000, 0)), false);
    assertEquals(new Envelope(0, 310, 0, 100), extent.orElseThrow());
  }

  @Test
  void withoutAnAreaTheLargestGroupIsShown() {
    Optional<Envelope> extent =
        MapExtent.of(Optional.empty(), List.of(box(0, 0), box(9000, 0), box(9050, 50)), false);
    assertEquals(new Envelope(9000, 9150, 0, 150), extent.orElseThrow());
  }

  @Test
  void aMarginIsPartOfTheSize() {
    assertEquals(
        new Envelope(-2, 102, -2, 102),
        MapExtent.of(Optional.empty(), List.of(box(0, 0)), true).orElseThrow());
  }

  @Test
  void nothingHasNoMap() {
    assertEquals(Optional.empty(), MapExtent.of(Optional.empty(), List.of(), true));
  }
}
