package io.terralapse.annotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.geo.Crs;
import io.terralapse.geo.Transforms;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.ContentDigest;
import io.terralapse.model.DateSource;
import io.terralapse.model.Grid;
import io.terralapse.model.Picture;
import io.terralapse.model.UserError;
import io.terralapse.text.Typefaces;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationPainterTest {
  private static final int GROUND = 0x808080;
  private static final Grid GRID = new Grid("EPSG:32633", 500_000, 5_100_000, 10, 10, 1080, 1080);

  private static final Typefaces FONTS = FurnitureSettings.DEFAULTS.fonts();

  private final Path folder;

  AnnotationPainterTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Longitude and latitude of a position in pixels, as GeoJSON. */
  private static String at(double column, double row) {
    double[] xy = {500_000 + column * 10, 5_100_000 - row * 10};
    Transforms.between(Crs.of("EPSG:32633"), Crs.lonLat()).apply(xy, 1);
    return String.format(Locale.ROOT, "[%.9f,%.9f]", xy[0], xy[1]);
  }

  private static String point(double column, double row, String properties) {
    return feature("{\"type\":\"Point\",\"coordinates\":" + at(column, row) + "}", properties);
  }

  private static String square(double left, double top, double side, String properties) {
    String ring =
        String.join(
            ",",
            at(left, top),
            at(left + side, top),
            at(left + side, top + side),
            at(left, top + side),
            at(left, top));
    return feature("{\"type\":\"Polygon\",\"coordinates\":[[" + ring + "]]}", properties);
  }

  private static String feature(String geometry, String properties) {
    return "{\"type\":\"Feature\",\"properties\":{"
        + properties
        + "},\"geometry\":"
        + geometry
        + "}";
  }

  private AnnotationPainter painter(String... features) throws IOException {
    return painter(List.of(), features);
  }

  private AnnotationPainter painter(List<Rectangle2D> occupied, String... features)
      throws IOException {
    Path file = folder.resolve("a.geojson");
    Files.writeString(
        file, "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}");
    return OverlayParser.painter(new AnnotationFile(file, Optional.empty()), GRID, occupied, FONTS);
  }

  private static AcquisitionDate on(String day) {
    return AcquisitionDate.on(LocalDate.parse(day), DateSource.FILENAME);
  }

  private static int[] painted(AnnotationPainter painter, String day) {
    Picture picture = new Picture(GRID.width(), GRID.height());
    Arrays.fill(picture.rgb(), GROUND);
    painter.paint(picture, on(day));
    painter.paintLabels(picture, on(day));
    return picture.rgb();
  }

  private static int pixel(int[] rgb, int column, int row) {
    return rgb[row * GRID.width() + column];
  }

  /** The rectangle of the pixels that differ from the ground by more than a shadow does. */
  private static Rectangle2D bright(int[] rgb) {
    Rectangle2D all = null;
    for (int i = 0; i < rgb.length; i++) {
      if ((rgb[i] & 0xFF) > 0xC0) {
        Rectangle2D one =
            new Rectangle2D.Double(i % GRID.width(), Math.floorDiv(i, GRID.width()), 1, 1);
        all = all == null ? one : all.createUnion(one);
      }
    }
    return all == null ? new Rectangle2D.Double() : all;
  }

  @Test
  void aPointIsDrawnWhereItIsInItsColour() throws IOException {
    int[] rgb = painted(painter(point(400.5, 300.5, "\"marker-color\":\"#ff0000\"")), "2024-01-01");
    assertEquals(0xFF0000, pixel(rgb, 400, 300));
    assertEquals(0xFFFFFF, pixel(rgb, 405, 300) | 0x010101, "a white rim");
    assertEquals(GROUND, pixel(rgb, 440, 300));
  }

  @Test
  void anAreaHasItsFillAndOutline() throws IOException {
    int[] rgb =
        painted(
            painter(
                square(
                    200,
                    200,
                    300,
                    "\"fill\":\"#0f0\",\"fill-opacity\":0.5,\"stroke\":\"#0000ff\",\"stroke-width\":6")),
            "2024-01-01");
    assertEquals(0x40C040, pixel(rgb, 350, 350), 0x010101);
    assertEquals(0x0000FF, pixel(rgb, 350, 200));
    assertEquals(GROUND, pixel(rgb, 350, 180));
    int[] outline = painted(painter(square(200, 200, 300, "")), "2024-01-01");
    assertEquals(GROUND, pixel(outline, 350, 350), "no fill unless one is given");
    assertEquals(0xFFFFFF, pixel(outline, 350, 200));
  }

  @Test
  void aSpotlightDimsWhatIsOutside() throws IOException {
    int[] rgb = painted(painter(square(200, 200, 300, "\"role\":\"spotlight\"")), "2024-01-01");
    assertEquals(GROUND, pixel(rgb, 350, 350));
    assertEquals(0x3A3A3A, pixel(rgb, 800, 800));
  }

  @Test
  void annotationsAreShownOnTheirDatesOnly() throws IOException {
    AnnotationPainter painter =
        painter(
            point(400.5, 300.5, "\"valid_from\":\"2024-03\",\"valid_to\":\"2024-05-10\""),
            point(700.5, 300.5, "\"valid_from\":\"2025\""));
    for (String day : List.of("2024-02-29", "2024-05-11")) {
      assertEquals(GROUND, pixel(painted(painter, day), 400, 300), day);
    }
    for (String day : List.of("2024-03-01", "2024-05-10")) {
      assertNotEquals(GROUND, pixel(painted(painter, day), 400, 300), day);
      assertEquals(GROUND, pixel(painted(painter, day), 700, 300), day);
    }
    assertNotEquals(GROUND, pixel(painted(painter, "2025-01-01"), 700, 300));
  }

  @Test
  void arrowsEndWhereTheLineDoes() throws IOException {
    String line =
        "{\"type\":\"LineString\",\"coordinates\":[" + at(200, 500) + "," + at(600, 500) + "]}";
    int[] plain = painted(painter(feature(line, "")), "2024-01-01");
    int[] arrow = painted(painter(feature(line, "\"arrow\":\"end\"")), "2024-01-01");
    assertEquals(GROUND, pixel(plain, 593, 495));
    assertEquals(0xFFFFFF, pixel(arrow, 593, 496));
    assertEquals(pixel(plain, 205, 495), pixel(arrow, 205, 495));
  }

  @Test
  void labelsOverlapNeitherEachOtherNorFurnitureNorTheEdge() throws IOException {
    Rectangle2D furniture = new Rectangle2D.Double(520, 420, 400, 60);
    String[] features = new String[12];
    for (int i = 0; i < features.length; i++) {
      features[i] = point(500 + 6 * i, 450 + 3 * i, "\"label\":\"Bridge pier " + i + "\"");
    }
    AnnotationPainter painter = painter(List.of(furniture), features);
    assertEquals(List.of(), painter.issues());
    AnnotationPainter corner = painter(point(1076, 4, "\"label\":\"Upper corner\""));
    Rectangle2D text = bright(painted(corner, "2024-01-01"));
    assertTrue(text.getMinX() > 800 && text.getMaxY() < 300, text.toString());
    // The label alone, without its point: it stays off the furniture.
    AnnotationPainter beside =
        painter(
            List.of(furniture), point(515, 450, "\"label\":\"Beside\",\"marker-size\":\"small\""));
    int[] rgb = painted(beside, "2024-01-01");
    for (int row = 421; row < 479; row++) {
      for (int column = 522; column < 920; column++) {
        assertTrue((pixel(rgb, column, row) & 0xFF) <= 0x80, column + "," + row);
      }
    }
  }

  @Test
  void aLabelWithoutSpaceIsReportedAndLeftOut() throws IOException {
    AnnotationPainter painter =
        painter(
            List.of(new Rectangle2D.Double(0, 0, 1080, 1080)),
            point(500, 500, "\"label\":\"Nowhere\""));
    assertEquals("label-left-out", painter.issues().get(0).code());
    assertTrue(painter.issues().get(0).sentence().contains("Nowhere"));
  }

  @Test
  void labelsOfOtherTimesMayHaveTheSamePlace() throws IOException {
    String early = "\"label\":\"Old bridge\",\"valid_to\":\"2023\"";
    String late = "\"label\":\"New bridge\",\"valid_from\":\"2024\"";
    AnnotationPainter both = painter(point(500, 500, early), point(500, 500, late));
    AnnotationPainter alone = painter(point(500, 500, late));
    assertArrayEquals(painted(alone, "2024-06-01"), painted(both, "2024-06-01"));
  }

  @Test
  void charactersThatNoFontHasAreRefused() {
    UserError refused =
        assertThrows(UserError.class, () -> painter(point(500, 500, "\"label\":\"橋\"")));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("furniture.overlays: no font has"));
  }

  @Test
  void linesFarOutsideOfTheFrameTakeNoMemory() throws IOException {
    String line = "{\"type\":\"LineString\",\"coordinates\":[[10.2,44.6],[19.8,47.4]]}";
    AnnotationPainter painter = painter(feature(line, ""));
    assertFalse(painter.isEmpty());
    painted(painter, "2024-01-01");
  }

  @Test
  void everyPropertyThatIsDrawnChangesTheKey() throws IOException {
    String plain = key(painter(point(500, 500, "\"label\":\"Pier\"")));
    assertEquals(plain, key(painter(point(500, 500, "\"label\":\"Pier\""))));
    assertNotEquals(plain, key(painter(point(501, 500, "\"label\":\"Pier\""))));
    assertNotEquals(plain, key(painter(point(500, 500, "\"label\":\"Quay\""))));
    assertNotEquals(
        plain, key(painter(point(500, 500, "\"label\":\"Pier\",\"marker-color\":\"#123456\""))));
    assertNotEquals(plain, key(painter()));
  }

  private static String key(AnnotationPainter painter) {
    ContentDigest digest = new ContentDigest();
    painter.addTo(digest);
    return digest.key().hex();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'stroke':'red' | stroke is no colour",
        "'stroke-width':-1 | stroke-width is not a number",
        "'marker-size':'huge' | marker-size is no size",
        "'valid_from':'soon' | valid_from is \"soon\"",
        "'valid_from':'2025','valid_to':'2024' | valid_to is before valid_from",
        "'arrow':'left' | arrow is \"left\""
      })
  void badPropertiesAreRefusedByFileAndFeature(String properties, String sentence) {
    UserError refused =
        assertThrows(
            UserError.class,
            () -> painter(point(1, 1, ""), point(5, 5, properties.replace('\'', '"'))));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("a.geojson, feature 2: " + sentence), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'Point','coordinates':[500000,200]} | write longitude and latitude",
        "{'type':'Point','coordinates':['a',2]} | not a pair of numbers",
        "{'type':'LineString','coordinates':[[15,46]]} | fewer than two positions",
        "{'type':'Polygon','coordinates':[[[15,46],[15.1,46],[15.1,46.1],[15,46.1]]]} | not closed",
        "{'type':'Polygon','coordinates':[]} | without coordinates",
        "{'type':'Circle','coordinates':[15,46]} | not one of the geometries"
      })
  void badGeometriesAreRefused(String geometry, String sentence) {
    UserError refused =
        assertThrows(UserError.class, () -> painter(feature(geometry.replace('\'', '"'), "")));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains(sentence), message);
  }

  @Test
  void manyFeaturesAreRefused() {
    String[] features = new String[2001];
    Arrays.fill(features, point(5, 5, ""));
    assertThrows(UserError.class, () -> painter(features));
  }

  @Test
  void theLabelsPropertyCanBeNamed() throws IOException {
    Path file = folder.resolve("b.geojson");
    Files.writeString(file, point(500, 500, "\"name\":\"no\",\"NAME_1\":\"Quay\""));
    AnnotationPainter named =
        OverlayParser.painter(
            new AnnotationFile(file, Optional.of("NAME_1")), GRID, List.of(), FONTS);
    AnnotationPainter label = painter(point(500, 500, "\"label\":\"Quay\""));
    assertArrayEquals(painted(label, "2024-01-01"), painted(named, "2024-01-01"));
  }
}
