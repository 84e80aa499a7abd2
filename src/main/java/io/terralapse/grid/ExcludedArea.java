package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.model.Grid;
import io.terralapse.model.UserError;
import java.nio.file.Path;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;

/** Reads the polygons that co-registration is not to look at. */
public final class ExcludedArea {
  private ExcludedArea() {}

  /**
   * The polygons of a GeoJSON file in a grid's CRS, without overlaps. They may lie outside of the
   * grid.
   *
   * @param file in longitude and latitude; for pictures without georeference in pixels, column and
   *     row from the upper left corner
   * @throws UserError naming the file if it cannot be read, has no polygon, or reaches places that
   *     the grid's map does not know
   */
  public static Geometry read(Path file, Grid grid) {
    Crs crs = Crs.of(grid.crs());
    if (crs.isPixels()) {
      Geometry pixels = GeoJsonArea.read(file);
      return AffineTransformation.scaleInstance(1, -1).transform(pixels).union();
    }
    RequestedArea area = AreaOfInterestReader.read(new AreaOfInterest.GeoJson(file), crs);
    return Reprojection.find(area.geometry(), area.crs(), crs)
        .orElseThrow(
            () ->
                UserError.usage(
                    "coregister.exclude: "
                        + file.getFileName()
                        + " reaches places that "
                        + grid.crs()
                        + " has no map of; draw it around the area only."))
        .union();
  }
}
