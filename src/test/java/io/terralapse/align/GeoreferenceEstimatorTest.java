package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.Edge;
import io.terralapse.align.core.ShiftModel;
import io.terralapse.geo.Crs;
import io.terralapse.model.Displacement;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.read.SceneRequest;
import io.terralapse.testkit.SceneFolder;
import io.terralapse.testkit.SceneStubs;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a georeferenced scene and images of the same land without georeference. */
class GeoreferenceEstimatorTest {
  private static final int SIDE = 128;
  private static final GeoTransform T = SceneStubs.TRANSFORM;

  @TempDir Path folder = Path.of("");
  private SceneFolder scenes = new SceneFolder(Path.of("target"));

  @BeforeEach
  void makeFolder() {
    scenes = new SceneFolder(folder);
  }

  static Scene plain(Scene scene) {
    return scene.withRasters(
        raster -> raster.withGeoreference(Crs.PIXELS, GeoTransform.northUp(0, 0, 1)));
  }

  /**
   * Makes an edge known between two scenes on disk that are no larger than 2048 pixels a side, so
   * that they are not compared.
   */
  static void put(SceneFolder scenes, Scene reference, Scene image, Edge edge) throws IOException {
    scenes
        .edges()
        .put(
            EdgeCache.key(
                key(scenes, reference), key(scenes, image), "place 1.0 " + pixels(reference)),
            edge);
  }

  private static Grid pixels(Scene scene) {
    RasterInfo raster = scene.raster();
    return new Grid(Crs.PIXELS, 0, 0, 1, Double.NaN, raster.width(), raster.height());
  }

  private static List<String> key(SceneFolder scenes, Scene scene) throws IOException {
    Scene image = plain(scene);
    SceneRequest request = SceneRequest.find(pixels(image), image, image.bands(), 1).orElseThrow();
    return List.of(scenes.store().keyOf(request.parts().get(0)));
  }

  private GeoreferenceEstimator estimator(Scene reference) {
    return new GeoreferenceEstimator(scenes.store(), scenes.edges(), reference);
  }

  @Test
  void anImageRotatedBy180DegreesIsGeoreferencedWithNegatedAxes() throws Exception {
    SyntheticScenes land =
        new SyntheticScenes(new SyntheticScenes.Options(SIDE, SIDE, 1, 7, 0, false, false));
    float[][] turned = land.pixels(0);
    for (float[] band : turned) {
      for (int i = 0, j = band.length - 1; i < j; i++, j--) {
        float swapped = band[i];
        band[i] = band[j];
        band[j] = swapped;
      }
    }
    Scene reference = scenes.write("reference", "2024-01-05", SIDE, land.pixels(0));
    Scene image = plain(scenes.write("turned", "2024-01-15", SIDE, turned));
    GeoreferenceEstimator estimator = estimator(reference);
    Edge edge = estimator.measure(image);
    assertTrue(edge.accepted(), edge.reason());
    assertEquals("reference", edge.referenceId());
    assertEquals("turned", edge.targetId());
    Scene georeferenced = estimator.georeferenced(image, edge);
    assertEquals(Optional.of(SceneStubs.CRS), georeferenced.raster().crs());
    GeoTransform found = georeferenced.raster().transform().orElseThrow();
    assertEquals(-10, found.xPerColumn(), 0.05);
    assertEquals(10, found.yPerRow(), 0.05);
    assertEquals(T.x(SIDE, SIDE), found.x0(), 10);
    assertEquals(T.y(SIDE, SIDE), found.y0(), 10);
  }

  @Test
  void anImageWithoutDetailIsRefused() throws Exception {
    Scene reference = scenes.writeFlat("reference", "2024-01-05", 64, 100);
    Scene flat = plain(scenes.writeFlat("flat", "2024-01-15", 64, 500));
    Edge edge = estimator(reference).measure(flat);
    assertFalse(edge.accepted());
    assertFalse(edge.reason().isEmpty());
  }

  @Test
  void aShiftMovesTheGeotransformAgainstIt() {
    Scene reference = SceneStubs.scene("reference", "2024-01-05");
    Scene image = plain(SceneStubs.scene("image", "2024-01-15"));
    // What the reference shows at a pixel is in the image 3 further right and 2 further up.
    Edge edge = KnownEdges.accepted("reference", "image", 3, -2, 0.9);
    Scene georeferenced = estimator(reference).georeferenced(image, edge);
    assertEquals(
        Optional.of(GeoTransform.northUp(T.x(-3, 0), T.y(0, 2), 10)),
        georeferenced.raster().transform());
    georeferenced.bands().forEach(band -> assertEquals(georeferenced.raster(), band.raster()));
  }

  @Test
  void aScaleChangesThePixelSize() {
    Scene reference = SceneStubs.scene("reference", "2024-01-05");
    Scene image = plain(SceneStubs.scene("image", "2024-01-15"));
    // The image has two pixels for each of the reference: q = p + d(p) = 2 p + (4, 6).
    Displacement doubled = new Displacement(0, 0, 1, 0, 0, 1, List.of());
    Edge shift = KnownEdges.accepted("reference", "image", 4, 6, 0.9);
    Edge edge =
        new Edge(
            "reference",
            "image",
            shift.dxPx(),
            shift.dyPx(),
            0,
            0,
            0,
            0,
            ShiftModel.SIMILARITY,
            doubled,
            List.of(),
            0.9,
            true,
            "");
    assertEquals(
        Optional.of(GeoTransform.northUp(T.x(-2, 0), T.y(0, -3), 5)),
        estimator(reference).georeferenced(image, edge).raster().transform());
  }

  @Test
  void aKnownPairIsTakenFromTheCache() throws Exception {
    Scene reference = scenes.writeFlat("reference", "2024-01-05", 16, 100);
    Scene image = plain(scenes.writeFlat("image", "2024-01-15", 16, 500));
    Edge known = KnownEdges.accepted("reference", "image", 3, -2, 0.9);
    put(scenes, reference, image, known);
    assertEquals(known, estimator(reference).measure(image));
  }

  @Test
  void aMeasuredPairIsStoredInTheCache() throws Exception {
    Scene reference = scenes.writeFlat("reference", "2024-01-05", 16, 100);
    Scene image = plain(scenes.writeFlat("image", "2024-01-15", 16, 500));
    Edge measured = estimator(reference).measure(image);
    String key =
        EdgeCache.key(key(scenes, reference), key(scenes, image), "place 1.0 " + pixels(reference));
    assertEquals(Optional.of(measured), scenes.edges().find(key));
  }

  @Test
  void largeImagesAreComparedOnReducedPixels() {
    assertEquals(
        256 * 128, GeoreferenceEstimator.pixels(SceneStubs.raster(256, 128, SceneStubs.CRS, T)));
    assertEquals(
        2048 * 1024,
        GeoreferenceEstimator.pixels(SceneStubs.raster(40_960, 20_480, SceneStubs.CRS, T)));
  }
}
