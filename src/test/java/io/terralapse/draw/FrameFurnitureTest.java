package io.terralapse.draw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.bands.BandRecipe;
import io.terralapse.furniture.Canvas;
import io.terralapse.furniture.Caption;
import io.terralapse.furniture.DateSpan;
import io.terralapse.furniture.FurniturePainter;
import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.furniture.Legend;
import io.terralapse.geo.Crs;
import io.terralapse.geo.TrueNorth;
import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Grid;
import io.terralapse.model.Picture;
import io.terralapse.select.FillOrder;
import io.terralapse.testkit.SceneStubs;
import io.terralapse.tone.ToneSettings;
import io.terralapse.warp.Kernel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The layout is compared with one that is made of the dates and credits it has to allow for. */
class FrameFurnitureTest {
  /** So far east in its zone that true north is visibly not up. */
  private static final Grid GRID = new Grid(SceneStubs.CRS, 900_000, 7_000_000, 10, 10, 320, 180);

  private static final List<Acquisition> DATES =
      List.of(
          acquisition("2023-09-30", "Contains modified Copernicus Sentinel data"),
          acquisition("2024-01-11", "USGS"),
          acquisition("2024-11-30", "USGS"));

  private static Acquisition acquisition(String day, String credit) {
    return SceneStubs.acquisition(SceneStubs.credited(SceneStubs.scene(day, day), credit));
  }

  private static FurniturePainter painter(FillOrder fill, BandRecipe bands) {
    return FrameFurniture.of(settings(fill), GRID, DATES, bands, Optional.empty());
  }

  private static FrameSettings settings(FillOrder fill) {
    return new FrameSettings(
        Kernel.CUBIC,
        fill,
        ToneSettings.DEFAULTS,
        FurnitureSettings.DEFAULTS,
        List.of(),
        List.of(),
        true);
  }

  private static FurniturePainter laidOut(
      double north, List<DateSpan> spans, List<String> credits) {
    return new FurniturePainter(
        FurnitureSettings.DEFAULTS,
        new Canvas(320, 180, 10, north, true),
        spans,
        credits,
        Optional.empty(),
        false);
  }

  private static DateSpan span(int first, int last) {
    return new DateSpan(date(first), date(last));
  }

  private static AcquisitionDate date(int index) {
    return DATES.get(index).acquired();
  }

  private static double north() {
    return TrueNorth.degreesAt(Crs.of(GRID.crs()), 901_600, 6_999_100);
  }

  /** The picture of a frame that is filled from all dates. */
  private static int[] painted(FurniturePainter painter) {
    Picture picture = new Picture(320, 180);
    painter.paint(
        picture,
        new Caption(
            span(0, 2).first(),
            span(0, 2),
            Optional.of("USGS · Contains modified Copernicus Sentinel data")));
    return picture.rgb();
  }

  private static final List<DateSpan> SINGLE = List.of(span(0, 0), span(1, 1), span(2, 2));
  private static final List<String> CREDITS =
      List.of("Contains modified Copernicus Sentinel data", "USGS");

  @Test
  void withoutFillingTheLayoutFitsTheDatesAndCreditsOfSingleFrames() {
    assertTrue(Math.abs(north()) > 3, "north: " + north());
    assertArrayEquals(
        painted(laidOut(north(), SINGLE, CREDITS)),
        painted(painter(FillOrder.NONE, SceneStubs.TRUE_COLOR)));
  }

  @Test
  void theNorthArrowPointsToTrueNorth() {
    assertFalse(
        Arrays.equals(
            painted(laidOut(0, SINGLE, CREDITS)),
            painted(painter(FillOrder.NONE, SceneStubs.TRUE_COLOR))));
  }

  @Test
  void withFillingTheLayoutFitsTheSpansAndTheJoinedCredits() {
    List<DateSpan> spans = List.of(span(0, 0), span(0, 1), span(1, 1), span(0, 2), span(1, 2));
    List<String> credits =
        List.of(CREDITS.get(0), "USGS", "Contains modified Copernicus Sentinel data · USGS");
    int[] filled = painted(painter(FillOrder.NEAREST, SceneStubs.TRUE_COLOR));
    assertArrayEquals(painted(laidOut(north(), spans, credits)), filled);
    assertFalse(Arrays.equals(painted(painter(FillOrder.NONE, SceneStubs.TRUE_COLOR)), filled));
  }

  @Test
  void anIndexInColoursHasRoomForItsLegend() {
    Legend legend = new Legend("NDVI", -0.2, 0.9, value -> 0xFF8800);
    int[] plain = painted(painter(FillOrder.NONE, BandRecipe.of(List.of("ndvi"), false)));
    FurniturePainter painter = painter(FillOrder.NONE, BandRecipe.of(List.of("ndvi"), false));
    FurniturePainter complete = painter.withLegend(legend);
    assertEquals(List.of(), complete.issues());
    assertFalse(Arrays.equals(plain, painted(complete)));
  }

  @ParameterizedTest
  @CsvSource({"EPSG:3413, -160000, true", "EPSG:3031, -160000, true", "EPSG:3413, 10000, false"})
  void inAFrameWithAPoleThereIsNoNorthArrow(String crs, double left, boolean leftOut) {
    Grid grid = new Grid(crs, left, 90_000, 250, 250, 1280, 720);
    FurniturePainter painter =
        FrameFurniture.of(
            settings(FillOrder.NONE), grid, DATES, SceneStubs.TRUE_COLOR, Optional.empty());
    assertEquals(leftOut ? List.of("north arrow") : List.of(), painter.leftOut());
    assertEquals(List.of(), painter.issues());
  }
}
