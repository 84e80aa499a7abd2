package io.terralapse.catalog.product;

import io.terralapse.catalog.scene.StatedRaster;
import io.terralapse.model.GeoTransform;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where the metadata of a Landsat product say that its rasters are, for files that were written
 * again without their georeference.
 */
final class LandsatGeoreference {
  private static final String[] CORNERS = {"PROJECTION_ATTRIBUTES", "PRODUCT_METADATA"};

  private static final String[] CELLS = {
    "PROJECTION_ATTRIBUTES", "LEVEL1_PROJECTION_PARAMETERS", "PROJECTION_PARAMETERS"
  };

  private static final int UTM_ZONES = 60;
  private static final int MAX_SIDE = 1 << 20;

  /** The number of the panchromatic band of Landsat 7, 8 and 9. */
  private static final int PANCHROMATIC = 8;

  private LandsatGeoreference() {}

  /**
   * The place of one band. Corners are the centres of the outer pixels, of the panchromatic band
   * too; northings south of the equator are negative, in the zone of the north (USGS LSDS-1822).
   *
   * @param band its number; 0 for a mask
   * @return empty if the metadata do not state it, or in another projection than UTM
   */
  static Optional<StatedRaster.Place> find(Mtl mtl, int band) {
    String kind = band == PANCHROMATIC ? "PANCHROMATIC" : "REFLECTIVE";
    boolean utm =
        mtl.find("MAP_PROJECTION", CELLS).filter("UTM"::equals).isPresent()
            && mtl.find("DATUM", CELLS).filter("WGS84"::equals).isPresent();
    OptionalDouble zone = mtl.findNumber("UTM_ZONE", CELLS);
    OptionalDouble cell = mtl.findNumber("GRID_CELL_SIZE_" + kind, CELLS);
    OptionalDouble left = mtl.findNumber("CORNER_UL_PROJECTION_X_PRODUCT", CORNERS);
    OptionalDouble top = mtl.findNumber("CORNER_UL_PROJECTION_Y_PRODUCT", CORNERS);
    double columns = mtl.findNumber(kind + "_SAMPLES", CORNERS).orElse(0);
    double rows = mtl.findNumber(kind + "_LINES", CORNERS).orElse(0);
    boolean complete = zone.isPresent() && cell.isPresent() && left.isPresent() && top.isPresent();
    boolean sound =
        utm
            && complete
            && zone.getAsDouble() >= 1
            && zone.getAsDouble() <= UTM_ZONES
            && cell.getAsDouble() > 0
            && Math.min(columns, rows) >= 1
            && Math.max(columns, rows) <= MAX_SIDE;
    if (!sound) {
      return Optional.empty();
    }
    double half = cell.getAsDouble() / 2;
    return Optional.of(
        new StatedRaster.Place(
            "EPSG:" + (32_600 + (int) zone.getAsDouble()),
            (int) columns,
            (int) rows,
            GeoTransform.northUp(
                left.getAsDouble() - half, top.getAsDouble() + half, cell.getAsDouble())));
  }
}
