package io.terralapse.read;

import io.terralapse.model.Grid;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.window.WindowRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has to be read of one scene: a window for each pixel size among the wanted bands.
 *
 * @param scene the scene
 * @param parts a request for each pixel size, at least one
 * @param planes for each part, the places of its bands among the wanted ones
 */
public record SceneRequest(Scene scene, List<WindowRequest> parts, List<List<Integer>> planes) {
  /** Copies the lists. */
  public SceneRequest {
    parts = List.copyOf(parts);
    planes = planes.stream().map(List::copyOf).toList();
  }

  /**
   * The request for some bands of a scene; empty if one of them lies outside the grid.
   *
   * @param bands in the wanted order
   */
  public static Optional<SceneRequest> find(
      Grid grid, Scene scene, List<SceneBand> bands, double maxShiftM) {
    Map<List<Object>, List<Integer>> byPlace = new LinkedHashMap<>();
    for (int i = 0; i < bands.size(); i++) {
      var raster = bands.get(i).raster();
      List<Object> place = List.of(raster.width(), raster.height(), raster.transform());
      byPlace.computeIfAbsent(place, p -> new ArrayList<>()).add(i);
    }
    List<WindowRequest> parts = new ArrayList<>();
    for (List<Integer> planes : byPlace.values()) {
      Optional<WindowRequest> part =
          ReadPass.findWindow(grid, scene, planes.stream().map(bands::get).toList(), maxShiftM);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    return Optional.of(new SceneRequest(scene, parts, List.copyOf(byPlace.values())));
  }

  /** The request with the smallest pixels, which dates are compared by. */
  public WindowRequest finest() {
    return parts.stream()
        .min(
            Comparator.comparingDouble(
                p -> p.bands().get(0).raster().transformOf(p.level()).pixelWidth()))
        .orElseThrow();
  }
}
