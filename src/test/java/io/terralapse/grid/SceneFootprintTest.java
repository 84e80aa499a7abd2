package io.terralapse.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Acquisition;
import io.terralapse.model.DataFootprint;
import io.terralapse.model.DataFootprint.Corner;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Grid;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The area that dates have in common with data, and the grid that is kept. */
class SceneFootprintTest {
  private static final String UTM = "EPSG:32633";
  private static final GridSettings SCENES = HeaderScenes.tr(new AreaOfInterest.Scenes(), 10);
  private static final double X0 = 500_000;
  private static final double Y0 = 5_000_000;

  /** 10,240 m by 7,680 m at 10 m. */
  private static final RasterInfo TILE = HeaderScenes.raster(UTM, X0, Y0, 10, 1024, 768);

  /** Footprints by id, in metres from the tile's upper left corner, y down. */
  private static final class Footprints implements SceneCoverage {
    private final Map<String, DataFootprint> known = new HashMap<>();
    private double leastPercent;

    Footprints with(String id, double... xy) {
      Corner[] ring = new Corner[xy.length / 2];
      for (int i = 0; i < ring.length; i++) {
        ring[i] = new Corner(X0 + xy[2 * i], Y0 - xy[2 * i + 1]);
      }
      known.put(id, new DataFootprint(UTM, List.of(ring)));
      return this;
    }

    Footprints atLeast(double percent) {
      leastPercent = percent;
      return this;
    }

    @Override
    public Optional<DataFootprint> findFootprint(Scene scene) {
      return Optional.ofNullable(known.get(scene.id()));
    }

    @Override
    public Optional<String> judge(Acquisition acquisition, double coveragePercent) {
      return coveragePercent < leastPercent
          ? Optional.of(acquisition.id() + " covers " + Math.round(coveragePercent) + " %.")
          : Optional.empty();
    }
  }

  private static GridPlan plan(SceneCoverage coverage, Acquisition... dates) {
    return new GridPlanner(SCENES).plan(List.of(dates), coverage);
  }

  private static List<String> ids(GridPlan plan) {
    return plan.acquisitions().stream().map(Acquisition::id).toList();
  }

  @Test
  void theAreaIsWhereEveryDateHasData() {
    Footprints cut = new Footprints().with("a", 0, 0, 8000, 0, 8000, 7680, 0, 7680);
    GridPlan plan = plan(cut, HeaderScenes.date("a", TILE), HeaderScenes.date("b", TILE));
    assertEquals(new Grid(UTM, X0, Y0, 10, 10, 800, 768), plan.grid());
    assertEquals(List.of("a", "b"), ids(plan));
  }

  @Test
  void aDateThatCoversTooLittleIsLeftOutAndSaysSo() {
    Footprints odd = new Footprints().with("d", 0, 0, 1024, 0, 1024, 7680, 0, 7680).atLeast(80);
    GridPlan plan =
        plan(
            odd,
            HeaderScenes.date("a", TILE),
            HeaderScenes.date("b", TILE),
            HeaderScenes.date("c", TILE),
            HeaderScenes.date("d", TILE));
    assertEquals(1024, plan.grid().width());
    assertEquals(List.of("a", "b", "c"), ids(plan));
    DroppedScene dropped = plan.dropped().get(0);
    assertEquals("coverage", dropped.reason());
    assertEquals("d covers 10 %.", dropped.detail());
  }

  @Test
  void aDateThatIsAcceptedWithAPartOfTheAreaIsUsed() {
    Footprints odd = new Footprints().with("d", 0, 0, 1024, 0, 1024, 7680, 0, 7680).atLeast(5);
    GridPlan plan =
        plan(
            odd,
            HeaderScenes.date("a", TILE),
            HeaderScenes.date("b", TILE),
            HeaderScenes.date("c", TILE),
            HeaderScenes.date("d", TILE));
    assertEquals(List.of("a", "b", "c", "d"), ids(plan));
    assertEquals(1024, plan.grid().width());
  }

  @Test
  void theScenesOfOneDateCompleteEachOther() {
    Footprints halves =
        new Footprints()
            .with("a-0", 0, 0, 6000, 0, 6000, 7680, 0, 7680)
            .with("a-1", 5000, 0, 10240, 0, 10240, 7680, 5000, 7680);
    GridPlan plan = plan(halves, HeaderScenes.date("a", TILE, TILE));
    assertEquals(1024, plan.grid().width());
  }

  @Test
  void aStatedFootprintInDegreesIsUsed() {
    // The tile's western half; its corners are some metres off in degrees.
    DataFootprint half =
        new DataFootprint(
            "EPSG:4326",
            List.of(
                new Corner(14.99, 45.2),
                new Corner(15.065, 45.2),
                new Corner(15.065, 45.0),
                new Corner(14.99, 45.0)));
    Scene plain = HeaderScenes.scene("a", TILE);
    Scene stated =
        new Scene(
            plain.id(),
            plain.product(),
            plain.acquired(),
            plain.quantity(),
            plain.bands(),
            plain.alpha(),
            plain.masks(),
            plain.conditions(),
            plain.credit(),
            Optional.of(half));
    GridPlan plan =
        plan(
            SceneCoverage.COMPLETE,
            new Acquisition("a", stated.acquired(), List.of(stated)),
            HeaderScenes.date("b", TILE));
    assertTrue(plan.grid().width() > 490 && plan.grid().width() < 512, plan.grid().toString());
  }

  @Test
  void aGivenGridIsKeptWhateverScenesArrive() {
    Grid grid = new Grid(UTM, X0 + 100, Y0 - 100, 10, 10, 200, 100);
    RasterInfo far = HeaderScenes.raster(UTM, 700_000, Y0, 10, 100, 100);
    GridPlan plan =
        new GridPlanner(SCENES)
            .plan(List.of(HeaderScenes.date("a", TILE), HeaderScenes.date("far", far)), grid);
    assertEquals(grid, plan.grid());
    assertEquals(List.of("a"), ids(plan));
    assertEquals("elsewhere", plan.dropped().get(0).reason());
    UserError none =
        assertThrows(
            UserError.class,
            () -> new GridPlanner(SCENES).plan(List.of(HeaderScenes.date("far", far)), grid));
    assertEquals(ExitCode.NO_TIMELAPSE, none.exitCode());
    assertTrue(HeaderScenes.sentence(none).contains("--relock"), none.getMessage());
  }

  @Test
  void theKeyOfTheSettingsChangesWithWhatDecidesTheGrid() {
    AreaOfInterest te = new AreaOfInterest.Te(0, 0, 10, 10, UTM);
    assertEquals(SCENES.key(), HeaderScenes.tr(new AreaOfInterest.Scenes(), 10).key());
    List<String> keys =
        List.of(
            SCENES.key(),
            HeaderScenes.settings(te).key(),
            HeaderScenes.settings(new AreaOfInterest.Scenes(), UTM).key(),
            HeaderScenes.tr(new AreaOfInterest.Scenes(), 20).key(),
            HeaderScenes.size(new AreaOfInterest.Scenes(), 640, 360).key());
    assertEquals(keys.size(), keys.stream().distinct().count());
  }
}
