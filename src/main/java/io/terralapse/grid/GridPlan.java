package io.terralapse.grid;

import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import java.util.List;
import org.locationtech.jts.geom.Geometry;

/**
 * The grid, and the acquisitions that reach it.
 *
 * @param grid the grid that all frames share
 * @param area the requested area in the grid's CRS, inside which coverage and cloud are counted;
 *     for {@code aoi: scenes} the grid's rectangle
 * @param acquisitions the acquisitions that reach the area, in the order given
 * @param dropped scenes of the others ({@code elsewhere}), and scenes without a usable georeference
 *     ({@code no-crs})
 * @param issues what was wrong with scenes, and which settings were adjusted
 */
public record GridPlan(
    Grid grid,
    Geometry area,
    List<Acquisition> acquisitions,
    List<DroppedScene> dropped,
    List<Issue> issues) {

  /** Copies the lists. */
  public GridPlan {
    acquisitions = List.copyOf(acquisitions);
    dropped = List.copyOf(dropped);
    issues = List.copyOf(issues);
  }
}
