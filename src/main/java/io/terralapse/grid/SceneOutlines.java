package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.model.Acquisition;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Scene;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/**
 * Where scenes are, in a CRS that they need not have: for maps of the scenes of a plan. Immutable
 * and thread-safe.
 */
public final class SceneOutlines {
  private final Crs crs;
  private final SceneCoverage coverage;

  /**
   * The pixels of a scene in a CRS.
   *
   * @param x0 a corner of a pixel
   * @param y0 the same corner
   * @param pixelSize side of a pixel, units of the CRS
   */
  public record Lattice(double x0, double y0, double pixelSize) {}

  /**
   * Outlines in a CRS.
   *
   * @param coverage knows which part of a raster has data
   */
  public SceneOutlines(Crs crs, SceneCoverage coverage) {
    this.crs = crs;
    this.coverage = coverage;
  }

  /** Looks at the pixels of scenes together, as far as their outlines depend on them. */
  public void prepare(List<Scene> scenes) {
    coverage.prepare(
        scenes.stream().filter(scene -> SceneExtent.findFault(scene).isEmpty()).toList());
  }

  /**
   * The part of a scene that has data.
   *
   * @return polygons in the CRS; empty if the scene has no usable georeference, or is where the CRS
   *     is not defined
   */
  public Optional<Geometry> find(Scene scene) {
    if (SceneExtent.findFault(scene).isPresent()) {
      return Optional.empty();
    }
    SceneExtent extent = SceneExtent.of(scene);
    // An image without georeference is not on Earth, and a scene is not among such images.
    return extent.isInPixels() == crs.isPixels()
        ? extent.findFootprint(crs, coverage)
        : Optional.empty();
  }

  /**
   * The pixels of the finest of some scenes. Its corners are those of the scene's own pixels if the
   * scene is north-up in the CRS, and multiples of the size otherwise.
   *
   * @param x where sizes are compared
   * @param y where sizes are compared
   * @return empty if no scene has a size there
   */
  public Optional<Lattice> findFinest(List<Scene> scenes, double x, double y) {
    Optional<Lattice> finest = Optional.empty();
    for (Scene scene : scenes) {
      if (find(scene).isEmpty()) {
        continue;
      }
      SceneExtent extent = SceneExtent.of(scene);
      double size = extent.pixelSizeIn(crs, x, y);
      if (size > 0 && (finest.isEmpty() || size < finest.get().pixelSize() * (1 - 1e-9))) {
        GeoTransform transform = extent.transform();
        finest =
            Optional.of(
                extent.isNorthUpIn(crs)
                    ? new Lattice(transform.x0(), transform.y0(), size)
                    : new Lattice(0, 0, size));
      }
    }
    return finest;
  }

  /**
   * The CRS in which the planner compares scenes before there is a grid: that of the settings, else
   * that of the scenes.
   *
   * @param acquisitions some
   * @return empty if none of them has a usable georeference
   */
  public static Optional<Crs> findCrs(GridSettings settings, List<Acquisition> acquisitions) {
    LocatedScenes located = LocatedScenes.of(acquisitions);
    return located.located().isEmpty()
        ? Optional.empty()
        : Optional.of(new GridPlanner(settings).workingCrs(located.located()));
  }

  /** Whether the planner would choose the CRS for any area of these scenes. */
  public static boolean isChosenAnywhere(
      Crs crs, GridSettings settings, List<Acquisition> acquisitions) {
    LocatedScenes located = LocatedScenes.of(acquisitions);
    return !located.located().isEmpty()
        && new GridPlanner(settings)
            .findFixedCrs(located.located())
            .filter(crs::sameAs)
            .isPresent();
  }
}
