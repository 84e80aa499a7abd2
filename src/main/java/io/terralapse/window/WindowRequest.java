package io.terralapse.window;

import io.terralapse.model.GeoTransform;
import io.terralapse.model.PixelRect;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.RasterLevel;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import java.util.List;

/**
 * The part of a scene that the job needs.
 *
 * @param scene the scene
 * @param bands the required bands in the required order, at least one; all of the same size and
 *     georeference, in one or more files
 * @param level resolution level, 0 is full resolution
 * @param rect rectangle inside of that level, in its pixels
 */
public record WindowRequest(Scene scene, List<SceneBand> bands, int level, PixelRect rect) {
  private static final GeoTransform PIXELS = new GeoTransform(0, 1, 0, 0, 0, 1);

  /** Copies the list and checks that the window is inside of the raster. */
  public WindowRequest {
    bands = List.copyOf(bands);
    if (bands.isEmpty()) {
      throw new IllegalArgumentException("window without bands: " + scene.id());
    }
    RasterLevel size = bands.get(0).raster().levels().get(level);
    rect.checkInside(size.width(), size.height());
  }

  /** The header whose georeference is that of the window. */
  RasterInfo raster() {
    return bands.get(0).raster();
  }

  /**
   * Window pixel to CRS; to pixels of the full raster (y down) if the scene has no georeference.
   */
  GeoTransform transform() {
    RasterInfo raster = raster();
    RasterLevel size = raster.levels().get(level);
    return raster
        .transform()
        .orElse(PIXELS)
        .scaled(raster.width() / (double) size.width(), raster.height() / (double) size.height())
        .shifted(rect.column(), rect.row());
  }

  /** The parts of the masks of the scene that cover the window. */
  List<MaskWindow> maskWindows() {
    return scene.masks().stream().flatMap(mask -> MaskWindow.find(mask, this).stream()).toList();
  }

  /** Pixels of full resolution as units of the CRS; 1 if the scene has no georeference. */
  public double fullPixelSize() {
    return raster().transform().orElse(PIXELS).pixelWidth();
  }

  /** The CRS, empty text if the scene has none. */
  String crs() {
    return raster().crs().orElse("");
  }
}
