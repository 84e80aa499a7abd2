package io.terralapse.geo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GeographicAreaTest {
  private final GeographicArea fiji = new GeographicArea(176, -21, -178, -12);

  @Test
  void containsBothSidesOfTheAntimeridian() {
    assertTrue(fiji.contains(179, -15));
    assertTrue(fiji.contains(-179, -15));
    assertTrue(fiji.contains(181, -15));
    assertFalse(fiji.contains(175, -15));
    assertFalse(fiji.contains(-177, -15));
    assertFalse(fiji.contains(179, -11));
  }

  @Test
  void theDistanceIsInDegreesOfLatitude() {
    GeographicArea area = new GeographicArea(0, 50, 10, 60);
    assertEquals(0, area.distance(5, 55));
    assertEquals(2, area.distance(5, 62), 1e-12);
    assertEquals(1, area.distance(12, 60), 1e-9);
  }

  @Test
  void overlapsAcrossTheAntimeridian() {
    double whole = fiji.overlap(GeographicArea.WORLD);
    assertTrue(whole > 0);
    assertEquals(whole, fiji.overlap(fiji), 1e-12);
    assertEquals(whole / 3, fiji.overlap(new GeographicArea(-180, -90, 0, 90)), 1e-12);
    assertEquals(0, fiji.overlap(new GeographicArea(0, -20, 10, -10)));
  }

  @Test
  void aPartTouchesNoSide() {
    GeographicArea area = new GeographicArea(0, 50, 10, 60);
    assertTrue(new GeographicArea(1, 51, 9, 59).isInside(area));
    assertFalse(new GeographicArea(0, 51, 9, 59).isInside(area));
  }
}
