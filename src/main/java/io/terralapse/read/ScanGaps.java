package io.terralapse.read;

import io.terralapse.geo.Crs;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.select.SystematicGaps;
import io.terralapse.window.WindowRequest;
import java.util.List;

/** Measures the gaps that a sensor leaves, such as those of Landsat 7 since 2003. Stateless. */
final class ScanGaps {
  /**
   * Widest gap that a sensor leaves in every scene, native pixels, with a margin for resampling.
   */
  private static final double GAP_PX = 18;

  /** The same for the gaps of Landsat 7, of 14 pixels of 30 m, in products of any pixel size. */
  private static final double SCAN_GAP_M = 540;

  private ScanGaps() {}

  /**
   * The share of the area in gaps that the sensor of an acquisition leaves in every scene.
   *
   * @param preview the acquisition on the grid of previews
   * @param previewArea {@code [row * width + column]}, true inside the requested area
   * @param requests of its scenes, at least one
   * @return 0 to 100
   */
  static double percent(
      Frame preview, Grid previewGrid, boolean[] previewArea, List<SceneRequest> requests) {
    boolean known = requests.stream().allMatch(request -> request.scene().hasScanGaps());
    WindowRequest window = requests.get(0).finest();
    Crs crs = Crs.of(window.scene().raster().crs().orElseThrow());
    double pixels =
        previewGrid.hasGroundSize()
            ? GAP_PX * window.fullPixelSize() * crs.metresPerUnit() / previewGrid.pixelSizeM()
            : GAP_PX * window.fullPixelSize() / previewGrid.pixelSize();
    double widest =
        known && previewGrid.hasGroundSize()
            ? Math.max(pixels, SCAN_GAP_M / previewGrid.pixelSizeM())
            : pixels;
    return Double.isFinite(widest)
        ? SystematicGaps.percent(preview, previewArea, widest, known)
        : 0;
  }
}
