package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.Edge;
import io.terralapse.geo.Crs;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import io.terralapse.testkit.SceneFolder;
import io.terralapse.testkit.SceneStubs;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoreferenceTransferTest {
  private static final int SIDE = 16;

  @TempDir Path folder = Path.of("");
  private SceneFolder scenes = new SceneFolder(Path.of("target"));

  @BeforeEach
  void makeFolder() {
    scenes = new SceneFolder(folder);
  }

  private static Scene plain(Scene scene) {
    return GeoreferenceEstimatorTest.plain(scene);
  }

  private GeoreferenceTransfer.Result transfer(Scene reference, Acquisition... acquisitions)
      throws Exception {
    return GeoreferenceTransfer.transfer(
        reference, List.of(acquisitions), scenes.store(), scenes.edges(), 1L << 30, 2);
  }

  private static Optional<String> crs(GeoreferenceTransfer.Result result, int acquisition) {
    return result.acquisitions().get(acquisition).scenes().get(0).raster().crs();
  }

  @Test
  void isNeededOnlyWhereAnImageLacksWhatTheReferenceHas() {
    Scene reference = SceneStubs.scene("reference", "2020-06-01");
    Acquisition located = SceneStubs.acquisition(SceneStubs.scene("a", "2024-01-05"));
    Acquisition plain = SceneStubs.acquisition(plain(SceneStubs.scene("b", "2024-01-15")));
    assertTrue(GeoreferenceTransfer.isNeeded(reference, List.of(located, plain)));
    assertFalse(GeoreferenceTransfer.isNeeded(reference, List.of(located)));
    assertFalse(GeoreferenceTransfer.isNeeded(plain(reference), List.of(located, plain)));
  }

  /** An image without georeference of its own value, so that its content key is its own too. */
  private Scene image(String id, String day, float value) throws Exception {
    return plain(scenes.writeFlat(id, day, SIDE, value));
  }

  private void match(Scene from, Scene to, double dx, double dy) throws Exception {
    GeoreferenceEstimatorTest.put(
        scenes, from, to, KnownEdges.accepted(from.id(), to.id(), dx, dy, 0.9));
  }

  private void refuse(Scene from, Scene to, String why) throws Exception {
    GeoreferenceEstimatorTest.put(scenes, from, to, Edge.refused(from.id(), to.id(), why));
  }

  private Scene reference() throws Exception {
    return scenes.writeFlat("reference", "2020-06-01", SIDE, 100);
  }

  private static double left(GeoreferenceTransfer.Result result, int acquisition) {
    Scene scene = result.acquisitions().get(acquisition).scenes().get(0);
    return scene.raster().transform().orElseThrow().x0();
  }

  @Test
  void imagesThatMatchAreGeoreferencedAndOthersStayWithAnIssue() throws Exception {
    Scene reference = reference();
    Scene b = image("b", "2024-01-15", 200);
    Scene c = image("c", "2024-01-25", 300);
    match(reference, b, 2, 0);
    refuse(reference, c, "too few windows agree: 3 of 11");
    refuse(b, c, "another reason");
    GeoreferenceTransfer.Result result =
        transfer(reference, SceneStubs.acquisition(b), SceneStubs.acquisition(c));
    assertEquals(Optional.of(SceneStubs.CRS), crs(result, 0));
    assertEquals(SceneStubs.TRANSFORM.x(-2, 0), left(result, 0));
    assertEquals(b.acquired(), result.acquisitions().get(0).acquired());
    assertEquals(SceneStubs.acquisition(c), result.acquisitions().get(1));
    // The reason is that of the reference, not that of the last neighbour tried.
    assertEquals(
        List.of(
            new Issue(
                "unplaced",
                "c",
                "c could not be georeferenced from reference (too few windows agree: 3 of 11).")),
        result.issues());
  }

  @Test
  void anImageThatDoesNotMatchTheReferenceIsGeoreferencedThroughItsNeighbours() throws Exception {
    Scene reference = reference();
    Scene b = image("b", "2024-01-15", 200);
    Scene c = image("c", "2024-01-25", 300);
    Scene d = image("d", "2024-02-04", 400);
    match(reference, b, 2, 0);
    refuse(reference, c, "it differs");
    refuse(reference, d, "it differs");
    refuse(b, d, "it differs");
    match(b, c, 1, 0);
    match(c, d, 4, 0);
    GeoreferenceTransfer.Result result =
        transfer(
            reference,
            SceneStubs.acquisition(b),
            SceneStubs.acquisition(c),
            SceneStubs.acquisition(d));
    assertEquals(List.of(), result.issues());
    assertEquals(SceneStubs.TRANSFORM.x(-3, 0), left(result, 1));
    assertEquals(SceneStubs.TRANSFORM.x(-7, 0), left(result, 2));
  }

  @Test
  void aRoundThatSucceedsIsFollowedByAnother() throws Exception {
    Scene reference = reference();
    Scene b = image("b", "2024-01-15", 200);
    Scene c = image("c", "2024-01-25", 300);
    Scene d = image("d", "2024-02-04", 400);
    // Tried in order of time, b and c fail in the first round until d's neighbour is known.
    refuse(reference, b, "it differs");
    refuse(reference, c, "it differs");
    match(reference, d, 2, 0);
    refuse(d, b, "it differs");
    match(d, c, 1, 0);
    match(c, b, 4, 0);
    GeoreferenceTransfer.Result result =
        transfer(
            reference,
            SceneStubs.acquisition(b),
            SceneStubs.acquisition(c),
            SceneStubs.acquisition(d));
    assertEquals(List.of(), result.issues());
    assertEquals(SceneStubs.TRANSFORM.x(-7, 0), left(result, 0));
  }

  @Test
  void scenesWithGeoreferenceAreNotChanged() throws Exception {
    Scene reference = reference();
    Acquisition located = SceneStubs.acquisition(SceneStubs.scene("a", "2024-01-05"));
    GeoreferenceTransfer.Result result = transfer(reference, located);
    assertEquals(List.of(located), result.acquisitions());
    assertEquals(List.of(), result.issues());
    assertFalse(crs(result, 0).filter(Crs.PIXELS::equals).isPresent());
  }
}
