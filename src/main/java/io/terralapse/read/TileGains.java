package io.terralapse.read;

import io.terralapse.bands.BandRecipe;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Displacement;
import io.terralapse.model.Frame;
import io.terralapse.model.Quantity;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneWindows;
import io.terralapse.warp.SeamMatch;
import io.terralapse.warp.Warper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The gains that match the tiles of one acquisition, on previews. Stateless. */
final class TileGains {
  /** An acquisition of more tiles than these is not matched: each is in memory, about 4 MB. */
  private static final int MOST_TILES = 8;

  private TileGains() {}

  /**
   * The gains by scene and band.
   *
   * @param scenes of the acquisition, in mosaic order
   * @return empty if there is one tile, or if a gain would change what the values mean
   */
  static List<List<Double>> of(
      Acquisition acquisition, BandRecipe recipe, List<SceneWindows> scenes, Warper previews)
      throws IOException {
    boolean comparable =
        recipe.result().isEmpty()
            && acquisition.scenes().stream()
                .map(Scene::quantity)
                .noneMatch(quantity -> quantity == Quantity.DB || quantity == Quantity.INDEX);
    if (scenes.size() < 2 || scenes.size() > MOST_TILES || !comparable) {
      return List.of();
    }
    List<Frame> tiles = new ArrayList<>();
    for (SceneWindows scene : scenes) {
      tiles.add(previews.warp(List.of(scene), Displacement.NONE));
    }
    return SeamMatch.gains(tiles);
  }
}
