package io.terralapse.furniture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.furniture.MarkSettings.LocatorUse;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.Picture;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocatorTest {
  private static final AcquisitionDate DAY =
      AcquisitionDate.on(LocalDate.of(2014, 9, 28), DateSource.STAC);
  private static final Place PRAIRIE = new Place(-99.37, 47.02, 0.06, 0.02);

  @ParameterizedTest
  @CsvSource({
    "-99.37, 47.02, United States of America",
    "14.5, 46.05, Slovenia",
    "55.3, 25.2, United Arab Emirates",
    "-55.5, -11.9, Brazil",
    "-30, 40, ''"
  })
  void knowsWhichCountryAPlaceIsIn(double longitude, double latitude, String country) {
    assertEquals(
        country, Countries.find(longitude, latitude).map(Countries.Part::country).orElse(""));
  }

  @ParameterizedTest
  @CsvSource({"47.02, -99.37, '47.02° N, 99.37° W'", "-33.9, 151.2, '33.90° S, 151.20° E'"})
  void coordinatesAreWrittenWithTheirHemispheres(
      double latitude, double longitude, String expected) {
    assertEquals(expected, PlaceMarks.text(new Place(longitude, latitude, 0.1, 0.1)));
  }

  private static int[] painted(LocatorUse use, boolean coordinates, Canvas canvas) {
    MarkSettings marks =
        new MarkSettings(
            false, MarkSettings.Units.METRIC, Optional.empty(), Optional.empty(), coordinates, use);
    FurniturePainter painter =
        new FurniturePainter(FurnitureSettings.DEFAULTS.with(marks), canvas, List.of(DAY));
    Picture picture = new Picture(canvas.width(), canvas.height());
    Arrays.fill(picture.rgb(), 0x808080);
    painter.paint(picture, new Caption(DAY, Optional.empty()));
    return picture.rgb();
  }

  private static Canvas canvas(int width, int height, boolean reveal) {
    return new Canvas(width, height, 7.3, 0, reveal, Optional.of(PRAIRIE), SafeArea.WHOLE);
  }

  @ParameterizedTest
  @CsvSource({"COUNTRY, 1920, 1080", "WORLD, 1920, 1080", "COUNTRY, 1080, 1920", "WORLD, 600, 338"})
  void thePlaceIsMarkedInsideOfTheInset(LocatorUse use, int width, int height) {
    int[] rgb = painted(use, false, canvas(width, height, true));
    double left = width;
    double right = 0;
    double bottom = 0;
    int marked = 0;
    for (int i = 0; i < rgb.length; i++) {
      if (rgb[i] == 0xFFC72C) {
        marked++;
        left = Math.min(left, i % width);
        right = Math.max(right, i % width);
        bottom = Math.max(bottom, Math.floorDiv(i, width));
      }
    }
    double side = Math.min(width, height);
    assertTrue(marked >= 20, "pixels of the mark: " + marked);
    assertTrue(left > width - 0.067 * side - Math.max(90, 0.19 * side) - 1, "left " + left);
    assertTrue(right < width - 0.067 * side, "right " + right);
    assertTrue(bottom < 0.05 * side + Math.max(60, 0.14 * side), "bottom " + bottom);
    // North Dakota is in the western half of the world, and in the middle third of its country.
    double share = ((left + right) / 2 - (width - 0.067 * side)) / Math.max(90, 0.19 * side) + 1;
    assertTrue(use == LocatorUse.WORLD ? share < 0.35 : share > 0.35 && share < 0.6, "at " + share);
  }

  @Test
  void nothingRevealsThePlaceIfThatIsSwitchedOff() {
    int[] hidden = painted(LocatorUse.COUNTRY, true, canvas(1280, 720, false));
    int[] none = painted(LocatorUse.NONE, false, canvas(1280, 720, false));
    assertEquals(Arrays.hashCode(none), Arrays.hashCode(hidden));
    int[] shown = painted(LocatorUse.NONE, true, canvas(1280, 720, true));
    assertFalse(Arrays.equals(none, shown));
  }

  private static Canvas canvas(Place place) {
    return new Canvas(1280, 720, 7.3, 0, true, Optional.of(place), SafeArea.WHOLE);
  }

  private static FurniturePainter painter(Place place) {
    MarkSettings marks =
        new MarkSettings(
            false,
            MarkSettings.Units.METRIC,
            Optional.empty(),
            Optional.empty(),
            true,
            LocatorUse.COUNTRY);
    return new FurniturePainter(
        FurnitureSettings.DEFAULTS.with(marks), canvas(place), List.of(DAY));
  }

  @ParameterizedTest
  @CsvSource({
    "-150, 80, 5, 2",
    "-30, 86.5, 20, 3",
    "-175, -20, 1, 1",
    "-171, 88, 100, 1",
    "179, 85, 30, 3"
  })
  void theMapIsExtendedForPlacesBesideIt(double lon, double lat, double width, double height) {
    Place place = new Place(lon, lat, width, height);
    assertEquals(List.of(), painter(place).leftOut());
    int[] rgb = painted(LocatorUse.WORLD, false, canvas(place));
    long marked = Arrays.stream(rgb).filter(pixel -> pixel == 0xFFC72C).count();
    assertTrue(marked >= 16, "pixels of the mark: " + marked);
  }

  @ParameterizedTest
  @CsvSource({
    "0, -75, 8, 2, the inset map ends at 56 degrees south",
    "-45, 90, 360, 8, the frame goes around the whole Earth or a pole",
    "0, 0, 360, 180, the frame goes around the whole Earth or a pole"
  })
  void withoutAMarkItIsLeftOutAndThatIsSaid(
      double lon, double lat, double width, double height, String why) {
    FurniturePainter painter = painter(new Place(lon, lat, width, height));
    assertEquals(List.of("locator"), painter.leftOut());
    assertEquals(1, painter.issues().size());
    assertEquals("furniture.locator", painter.issues().get(0).subject());
    assertTrue(painter.issues().get(0).sentence().contains(why));
  }

  @Test
  void anUnknownPlaceHasNeitherLocatorNorCoordinates() {
    FurniturePainter painter = painter(new Place(Double.NaN, Double.NaN, 1, 1));
    assertEquals(List.of("locator", "coordinates"), painter.leftOut());
    assertEquals(2, painter.issues().size());
    assertTrue(
        painter.issues().get(1).sentence().contains("has no longitude and latitude"),
        painter.issues().get(1).sentence());
  }
}
