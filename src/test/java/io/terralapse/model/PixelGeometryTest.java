package io.terralapse.model;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link PixelRect}, {@link GeoTransform} and {@link IntMath}. */
final class PixelGeometryTest {

  @ParameterizedTest
  @CsvSource({"-1, 0, 1, 1", "0, -1, 1, 1", "9, 0, 2, 1", "0, 4, 1, 2", "2147483647, 0, 1, 1"})
  void rectanglesThatCrossTheBorderAreOutside(int column, int row, int width, int height) {
    PixelRect rect = new PixelRect(column, row, width, height);
    assertThrows(IllegalArgumentException.class, () -> rect.checkInside(10, 5));
  }

  @Test
  void theFullRasterIsInsideItself() {
    assertDoesNotThrow(() -> new PixelRect(0, 0, 10, 5).checkInside(10, 5));
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 0", "1, 3, 1", "3, 3, 1", "4, 3, 2", "2147483647, 2, 1073741824"})
  void ceilDivRoundsUp(int a, int b, int expected) {
    assertEquals(expected, IntMath.ceilDiv(a, b));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 0, -1",
    "0, 1, 2, 0, 1, 2",
    "NaN, 1, 0, 0, 0, -1",
    "0, 1, 0, Infinity, 0, -1",
    "0, 1e200, 0, 0, 0, 1e200"
  })
  void singularAndInfiniteTransformsAreNotInvertible(
      double x0, double a, double b, double y0, double c, double d) {
    assertFalse(new GeoTransform(x0, a, b, y0, c, d).isInvertible());
  }

  @Test
  void theInverseLeadsBackToThePixel() {
    GeoTransform transform = new GeoTransform(500, 10, 2, 900, -1, -8);
    assertTrue(transform.isInvertible());
    GeoTransform inverse = transform.inverse();
    double x = transform.x(3, 7);
    double y = transform.y(3, 7);
    assertEquals(3, inverse.x(x, y), 1e-12);
    assertEquals(7, inverse.y(x, y), 1e-12);
  }
}
