package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.core.CoregisterSettings;
import io.terralapse.align.core.Edge;
import io.terralapse.align.core.TiePoint;
import io.terralapse.align.core.network.ChangingRegion;
import io.terralapse.cache.DiskCache;
import io.terralapse.model.Grid;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.testkit.SceneFolder;
import io.terralapse.testkit.SceneStubs;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On two scenes of 256 x 256 pixels whose shift is known. */
class PairMatcherTest {
  private static final int SIDE = 256;

  /** Frames of 5 m pixels: the scenes' are twice as large. */
  private static final Grid GRID = new Grid(SceneStubs.CRS, 500_160, 5_099_840, 5, 5, 448, 448);

  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(SIDE, SIDE, 2, 7, 7, false, false));

  @TempDir static Path folder = Path.of("");
  private static List<ReadAcquisition> dates = List.of();
  private static SceneFolder scenes = new SceneFolder(Path.of("target"));
  private static PairMatcher matcher = matcher(scenes.store(), CoregisterSettings.DEFAULTS);
  private static Edge edge = Edge.refused("a", "b", "not measured yet");

  @BeforeAll
  static void measureOnce() throws Exception {
    scenes = new SceneFolder(folder);
    dates =
        scenes.read(
            SceneStubs.plan(
                GRID,
                List.of(
                    SceneStubs.acquisition(scenes.write("a", "2024-01-05", SIDE, SCENES.pixels(0))),
                    SceneStubs.acquisition(
                        scenes.write("b", "2024-01-15", SIDE, SCENES.pixels(1))))));
    matcher = matcher(scenes.store(), CoregisterSettings.DEFAULTS);
    edge = measure(matcher);
  }

  private static PairMatcher matcher(WindowStore store, CoregisterSettings settings) {
    return new PairMatcher(GRID, settings, store, scenes.edges());
  }

  private static Edge measure(PairMatcher with) throws Exception {
    return with.measure(dates.get(0), dates.get(1), true, true);
  }

  @Test
  void measuresTheKnownShiftInNativePixels() throws Exception {
    assertTrue(edge.accepted(), edge.reason());
    assertEquals("a", edge.referenceId());
    assertEquals("b", edge.targetId());
    assertEquals(SCENES.dates().get(1).dxPx(), edge.dxPx(), 0.1);
    assertEquals(SCENES.dates().get(1).dyPx(), edge.dyPx(), 0.1);
    assertEquals(10, matcher.pixelSize(dates.get(0)));
  }

  @Test
  void aCopyOfASceneUnderAnotherDateHasAnEdgeOfItsOwn() throws Exception {
    ReadAcquisition copy =
        scenes
            .read(
                SceneStubs.plan(
                    GRID,
                    List.of(
                        SceneStubs.acquisition(
                            scenes.write("copy", "2024-01-25", SIDE, SCENES.pixels(1))))))
            .get(0);
    assertEquals(dates.get(1).keys(), copy.keys());
    Edge second = matcher.measure(dates.get(0), copy, true, true);
    assertEquals("a", second.referenceId());
    assertEquals("copy", second.targetId());
    assertEquals(edge.dxPx(), second.dxPx());
  }

  @Test
  void tiePointsAreRelativeToTheFramesCorner() throws Exception {
    // The frame begins 16 native pixels inside of the scene, and is 224 wide.
    double left = edge.tiePoints().stream().mapToDouble(tie -> tie.x()).min().orElseThrow();
    double right = edge.tiePoints().stream().mapToDouble(tie -> tie.x()).max().orElseThrow();
    assertTrue(left > -16 && left < 64, "left: " + left);
    assertTrue(right < 240 && right > 160, "right: " + right);
  }

  @Test
  void aMeasuredEdgeIsTakenFromTheCacheWithoutPixels() throws Exception {
    WindowStore unreadable =
        new WindowStore(
            new DiskCache(folder.resolve("empty"), 1 << 20),
            location -> {
              throw new IOException("pixels were read");
            });
    assertEquals(edge, measure(matcher(unreadable, CoregisterSettings.DEFAULTS)));
    PairMatcher other = matcher(unreadable, limit(61));
    assertThrows(IOException.class, () -> measure(other));
  }

  @Test
  void excludedSquaresHaveNoTiePoints() throws Exception {
    // The upper half of the frame, in the anchor's native pixels.
    ChangingRegion.Square left = new ChangingRegion.Square(56, 56, 56);
    ChangingRegion.Square right = new ChangingRegion.Square(168, 56, 56);
    Edge lower = measure(matcher.without(List.of(left, right), dates.get(0)));
    assertTrue(edge.tiePoints().stream().anyMatch(PairMatcherTest::isWellInside));
    assertFalse(lower.tiePoints().stream().anyMatch(PairMatcherTest::isWellInside));
    assertFalse(lower.tiePoints().isEmpty());
  }

  /** Windows of 64 pixels may reach a little into what is excluded. */
  private static boolean isWellInside(TiePoint tie) {
    return tie.x() > 40 && tie.x() < 184 && tie.y() > 40 && tie.y() < 80;
  }

  @Test
  void withoutSquaresItStaysTheSame() {
    assertSame(matcher, matcher.without(List.of(), dates.get(0)));
  }

  @Test
  void aShiftBeyondTheLimitIsNotFound() throws Exception {
    double length = Math.hypot(SCENES.dates().get(1).dxPx(), SCENES.dates().get(1).dyPx());
    assertTrue(length > 2, "shift: " + length);
    // At least 1.5 pixels are allowed for.
    Edge limited = measure(matcher(scenes.store(), limit(1)));
    assertFalse(limited.accepted(), limited.toString());
  }

  private static CoregisterSettings limit(double maxShiftM) {
    CoregisterSettings d = CoregisterSettings.DEFAULTS;
    return new CoregisterSettings(
        true,
        d.reference(),
        d.referenceImage(),
        false,
        d.model(),
        maxShiftM,
        d.minConfidence(),
        false,
        d.exclude(),
        false);
  }
}
