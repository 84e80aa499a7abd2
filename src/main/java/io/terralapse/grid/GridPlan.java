package io.terralapse.grid;

import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import java.util.List;
import org.locationtech.jts.geom.Geometry;

/**
 * The grid, and which acquisitions take part.
 *
 * @param grid what every frame shares
 * @param area the area that was asked for, in the grid's CRS: coverage and cloud are counted inside
 *     it; for {@code aoi: scenes} the grid's own rectangle
 * @param acquisitions those that reach the area, in the order given
 * @param dropped scenes of the others ({@code elsewhere}), and scenes without a usable georeference
 *     ({@code no-crs})
 * @param issues what was wrong with scenes or had to be adapted
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
