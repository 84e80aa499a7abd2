package io.terralapse.read;

import io.terralapse.bands.BandRecipe;
import io.terralapse.geo.Crs;
import io.terralapse.grid.SourceExtents;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Grid;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.window.WindowRequest;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be read of one scene: one window for each pixel size among its bands.
 *
 * @param scene the scene
 * @param parts a window for each pixel size, at least one
 * @param planes for each part, the positions of its bands in the order of the recipe
 */
public record SceneRequest(Scene scene, List<WindowRequest> parts, List<List<Integer>> planes) {

  /**
   * Least context around the area of interest, native pixels on each side: what pairs of dates are
   * compared on beside the area itself.
   */
  public static final int CONTEXT_PX = 64;

  /** Reach of the widest resampling kernel, native pixels. */
  static final int KERNEL_PX = 4;

  /** Most context that is read to allow for large shifts, native pixels. */
  private static final int MAX_MARGIN_PX = 256;

  /** Copies the lists. */
  public SceneRequest {
    parts = List.copyOf(parts);
    planes = planes.stream().map(List::copyOf).toList();
  }

  /**
   * The request for the bands that a recipe takes of a scene.
   *
   * @param acquisition the acquisition that the scene belongs to: recipes may differ by sensor
   * @param maxShiftM largest shift that the windows allow for, metres on the ground
   * @return empty if the scene lacks a band or is outside the grid
   */
  public static Optional<SceneRequest> find(
      Grid grid, Acquisition acquisition, Scene scene, BandRecipe bands, double maxShiftM) {
    return bands
        .forScenes(acquisition.scenes())
        .findIn(scene)
        .flatMap(required -> find(grid, scene, required, maxShiftM));
  }

  /**
   * The request for some bands of a scene.
   *
   * @param bands in the order of the recipe
   * @return empty if one of them is outside the grid
   */
  public static Optional<SceneRequest> find(
      Grid grid, Scene scene, List<SceneBand> bands, double maxShiftM) {
    Map<List<Object>, List<Integer>> byRaster = new LinkedHashMap<>();
    for (int i = 0; i < bands.size(); i++) {
      RasterInfo raster = bands.get(i).raster();
      List<Object> geometry = List.of(raster.width(), raster.height(), raster.transform());
      byRaster.computeIfAbsent(geometry, g -> new ArrayList<>()).add(i);
    }
    List<WindowRequest> parts = new ArrayList<>();
    for (List<Integer> planes : byRaster.values()) {
      Optional<WindowRequest> part =
          findWindow(grid, scene, planes.stream().map(bands::get).toList(), maxShiftM);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    return Optional.of(new SceneRequest(scene, parts, List.copyOf(byRaster.values())));
  }

  /**
   * The window of bands of one pixel size: the grid's area, the context that pairs are compared on,
   * and room for the largest shift up to a bound. A shift that needs more is provided for by {@link
   * WindowReach}.
   */
  private static Optional<WindowRequest> findWindow(
      Grid grid, Scene scene, List<SceneBand> bands, double maxShiftM) {
    RasterInfo raster = bands.get(0).raster();
    double pixelM =
        raster.transformOf(0).pixelWidth() * Crs.of(raster.crs().orElseThrow()).metresPerUnit();
    int margin = (int) Math.ceil(Math.min(MAX_MARGIN_PX, maxShiftM / pixelM)) + KERNEL_PX;
    return SourceExtents.cover(raster, grid, 0, Math.max(CONTEXT_PX, margin))
        .map(window -> new WindowRequest(scene, bands, window.level(), window.rect()));
  }

  /**
   * The content key of the windows, without hashing files that have not changed.
   *
   * @throws IOException if the scene cannot be read
   */
  String key(WindowStore store) throws IOException {
    List<String> keys = new ArrayList<>();
    for (WindowRequest part : parts) {
      keys.add(store.keyOf(part));
    }
    return String.join("+", keys);
  }

  /** The part with the smallest pixels, on which dates are compared. */
  public WindowRequest finest() {
    return parts.stream()
        .min(
            Comparator.comparingDouble(
                p -> p.bands().get(0).raster().transformOf(p.level()).pixelWidth()))
        .orElseThrow();
  }
}
