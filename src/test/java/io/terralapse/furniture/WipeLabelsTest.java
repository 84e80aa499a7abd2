package io.terralapse.furniture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.Picture;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WipeLabelsTest {
  private static final List<AcquisitionDate> DATES =
      List.of(
          AcquisitionDate.on(LocalDate.of(2009, 8, 18), DateSource.FILENAME),
          AcquisitionDate.on(LocalDate.of(2020, 9, 30), DateSource.FILENAME));

  private static int[] painted(int width, int height, SafeArea safe, int column) {
    Canvas canvas = new Canvas(width, height, 10, Double.NaN, true, Optional.empty(), safe);
    Picture picture = new Picture(width, height);
    new WipeLabels(FurnitureSettings.DEFAULTS, canvas, DATES).paint(picture, column);
    return picture.rgb();
  }

  private static long bright(int[] rgb, int width, int from, int to) {
    long count = 0;
    for (int i = 0; i < rgb.length; i++) {
      int column = i % width;
      count += column >= from && column < to && (rgb[i] & 0xFF) > 200 ? 1 : 0;
    }
    return count;
  }

  @ParameterizedTest
  @CsvSource({"640,360,false", "360,640,true", "400,400,false"})
  void inTheMiddleBothDatesAreWholeAndApartFromTheDivider(int width, int height, boolean upright) {
    SafeArea safe = upright ? SafeArea.VERTICAL : SafeArea.WHOLE;
    int[] rgb = painted(width, height, safe, width / 2);
    assertTrue(bright(rgb, width, 0, width / 2 - 4) > 50);
    assertTrue(bright(rgb, width, width / 2 + 4, width) > 50);
    assertEquals(0, bright(rgb, width, width / 2 - 8, width / 2 - 4), "a gap");
    assertEquals(0, bright(rgb, width, width / 2 + 4, width / 2 + 8), "a gap");
  }

  /** A part of a date could be read as another one. */
  @Test
  void aDateWhoseSideIsTooNarrowIsNotDrawn() {
    int[] rgb = painted(640, 360, SafeArea.WHOLE, 60);
    assertEquals(0, bright(rgb, 640, 0, 56));
    assertTrue(bright(rgb, 640, 320, 640) > 50);
    int[] other = painted(640, 360, SafeArea.WHOLE, 580);
    assertEquals(0, bright(other, 640, 584, 640));
    assertTrue(bright(other, 640, 0, 320) > 50);
  }

  @Test
  void atTheEdgesThereIsNoDivider() {
    assertEquals(0, bright(painted(640, 360, SafeArea.WHOLE, 0), 640, 0, 8));
    assertEquals(0, bright(painted(640, 360, SafeArea.WHOLE, 640), 640, 632, 640));
  }
}
