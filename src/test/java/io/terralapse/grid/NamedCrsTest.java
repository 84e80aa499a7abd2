package io.terralapse.grid;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.RasterInfo;
import io.terralapse.model.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A CRS that does not exist is named with its setting. */
class NamedCrsTest {
  private static final String UNKNOWN = "EPSG:999999";

  private static void checkRefused(GridSettings settings, String setting) {
    RasterInfo tile = HeaderScenes.raster("EPSG:32633", 500_000, 5_000_000, 10, 1024, 768);
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                new GridPlanner(settings)
                    .plan(List.of(HeaderScenes.date("a", tile)), SceneCoverage.COMPLETE));
    String sentence = HeaderScenes.sentence(error);
    assertTrue(sentence.startsWith(setting + ": \"" + UNKNOWN + "\" is not a known"), sentence);
  }

  @Test
  void thatOfTheGrid() {
    GridSettings usual = HeaderScenes.settings(new AreaOfInterest.Scenes());
    checkRefused(
        new GridSettings(usual.aoi(), UNKNOWN, usual.pixelSize(), usual.size(), usual.resampling()),
        "grid.t_srs");
  }

  @Test
  void thatOfTheArea() {
    checkRefused(HeaderScenes.settings(new AreaOfInterest.Te(0, 0, 1, 1, UNKNOWN)), "aoi.te_srs");
  }
}
