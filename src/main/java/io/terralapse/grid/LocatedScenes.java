package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.locationtech.jts.geom.Geometry;

/** The acquisitions with at least one usable georeference, and what was dropped. */
record LocatedScenes(
    List<LocatedAcquisition> located, List<DroppedScene> dropped, List<Issue> issues) {
  /** An acquisition that covers less of the area, per cent, is elsewhere. */
  private static final double LEAST_PERCENT = 1;

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
    Set<LocatedAcquisition> used = Collections.newSetFromMap(new IdentityHashMap<>());
    used.addAll(kept);
    for (LocatedAcquisition other : located) {
      if (!used.contains(other)) {
        drop(
            other,
            "elsewhere",
            id -> id + " lies around " + other.describeCentre() + ", outside " + what);
      }
    }
    return new GridPlan(
        grid, area, kept.stream().map(LocatedAcquisition::acquisition).toList(), dropped, issues);
  }

  /**
   * The plan for a rectangle that some acquisitions cover completely. Of the others, those that
   * cover enough of it by {@link SceneCoverage#judge} are used too.
   */
  GridPlan planCommon(
      Grid grid, List<LocatedAcquisition> members, Crs crs, SceneCoverage coverage) {
    Set<LocatedAcquisition> complete = Collections.newSetFromMap(new IdentityHashMap<>());
    complete.addAll(members);
    Geometry area = GridPlanner.rectangle(grid);
    List<LocatedAcquisition> kept = new ArrayList<>();
    List<LocatedAcquisition> partial = new ArrayList<>();
    for (LocatedAcquisition candidate : located) {
      double percent = complete.contains(candidate) ? 100 : percent(candidate, area, crs, coverage);
      Optional<String> why =
          percent < 100 && percent >= LEAST_PERCENT
              ? coverage.judge(candidate.acquisition(), percent)
              : Optional.empty();
      if (why.isPresent()) {
        drop(candidate, "coverage", id -> why.get());
        partial.add(candidate);
      } else if (percent >= LEAST_PERCENT) {
        kept.add(candidate);
      }
    }
    LocatedScenes rest =
        new LocatedScenes(
            located.stream().filter(one -> partial.stream().noneMatch(p -> p.equals(one))).toList(),
            dropped,
            issues);
    return rest.plan(grid, area, kept, "aoi: scenes");
  }

  private static double percent(
      LocatedAcquisition one, Geometry area, Crs crs, SceneCoverage coverage) {
    return one.findFootprint(crs, coverage)
        .map(there -> 100 * CommonArea.common(there, area).getArea() / area.getArea())
        .orElse(0.0);
  }

  private void drop(LocatedAcquisition one, String reason, UnaryOperator<String> sentence) {
    for (Scene scene : one.acquisition().scenes()) {
      dropped.add(new DroppedScene(scene, reason, sentence.apply(scene.id())));
    }
  }
}
