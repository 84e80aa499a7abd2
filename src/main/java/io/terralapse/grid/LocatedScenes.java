package io.terralapse.grid;

import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/** The acquisitions with at least one usable georeference, and what was dropped. */
record LocatedScenes(List<LocatedAcquisition> located, List<DroppedScene> dropped, List<Issue> issues) {
  static LocatedScenes of(List<Acquisition> acquisitions) {
    LocatedScenes all = new LocatedScenes(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    boolean anyOnEarth =
        acquisitions.stream()
            .flatMap(a -> a.scenes().stream())
            .anyMatch(s -> SceneExtent.findFault(s).isEmpty() && !SceneExtent.of(s).isInPixels());
    acquisitions.forEach(a -> all.add(a, anyOnEarth));
    return all;
  }

  boolean arePixels() {
    return located.get(0).extents().get(0).isInPixels();
  }

  private void add(Acquisition acquisition, boolean onEarth) {
    List<SceneExtent> extents = new ArrayList<>();
    for (Scene scene : acquisition.scenes()) {
      Optional<Issue> fault =
          SceneExtent.findFault(scene).or(() -> SceneExtent.findUnlocated(scene, onEarth));
      if (fault.isEmpty()) {
        extents.add(SceneExtent.of(scene));
      } else {
        issues.add(fault.get());
        dropped.add(new DroppedScene(scene, "no-crs", fault.get().sentence()));
      }
    }
    if (!extents.isEmpty()) {
      List<Scene> scenes = extents.stream().map(SceneExtent::scene).toList();
      located.add(
          new LocatedAcquisition(
              new Acquisition(acquisition.id(), acquisition.acquired(), scenes), extents));
    }
  }

  GridPlan plan(Grid grid, Geometry area, List<LocatedAcquisition> kept, String what) {
    for (LocatedAcquisition other : located) {
      if (!kept.contains(other)) {
        for (Scene scene : other.acquisition().scenes()) {
          String why =
              scene.id() + " lies around " + other.describeCentre() + ", outside " + what;
          dropped.add(new DroppedScene(scene, "elsewhere", why));
        }
      }
    }
    return new GridPlan(
        grid, area, kept.stream().map(LocatedAcquisition::acquisition).toList(), dropped, issues);
  }
}
