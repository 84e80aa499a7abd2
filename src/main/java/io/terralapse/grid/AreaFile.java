package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.model.Grid;
import io.terralapse.model.UserError;
import java.nio.file.Path;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;

/** Reads polygons from the files that settings other than the area of interest name. */
public final class AreaFile {
  private AreaFile() {}

  /**
   * The polygons of a GeoJSON file in a grid's CRS, without overlaps. They may extend beyond the
   * grid.
   *
   * @param setting the setting that names the file, for messages
   * @param file in longitude and latitude; for images without georeference in pixels, column and
   *     row from the upper left corner
   * @throws UserError (usage) if the file cannot be read, has no polygon, or cannot be projected to
   *     the grid's CRS
   */
  public static Geometry read(String setting, Path file, Grid grid) {
    Crs crs = Crs.of(grid.crs());
    if (crs.isPixels()) {
      Geometry pixels = AreaOfInterestReader.readPixels(setting, file);
      return AffineTransformation.scaleInstance(1, -1).transform(pixels).union();
    }
    RequestedArea area = AreaOfInterestReader.readGeoJson(setting, file);
    return Reprojection.find(area.geometry(), area.crs(), crs)
        .orElseThrow(
            () ->
                UserError.usage(
                    setting
                        + ": "
                        + file
                        + " extends to where "
                        + grid.crs()
                        + " is not defined; draw the polygons around the area of interest only."))
        .union();
  }
}
