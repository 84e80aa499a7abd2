package io.terralapse.planpage;

import io.terralapse.geo.Crs;
import io.terralapse.grid.SceneOutlines.Lattice;
import org.locationtech.jts.geom.Envelope;

/**
 * The map on which the area is drawn.
 *
 * @param crs of the map and of everything on it
 * @param extent what can be seen and chosen, units of the CRS
 * @param area where the rectangle is at first, inside the extent
 * @param pixels those of the finest scene, to whose corners the area is rounded
 * @param fixedCrs whether every area of these scenes has a grid in this CRS
 */
public record PlanMap(Crs crs, Envelope extent, Envelope area, Lattice pixels, boolean fixedCrs) {
  /** Copies the rectangles. */
  public PlanMap {
    extent = new Envelope(extent);
    area = new Envelope(area);
  }
}
