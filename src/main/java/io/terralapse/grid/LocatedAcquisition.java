package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.model.Acquisition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/** An acquisition and the extents of its scenes. */
record LocatedAcquisition(Acquisition acquisition, List<SceneExtent> extents) {
  boolean reaches(AreaReach area) {
    return extents.stream().anyMatch(area::isReachedBy);
  }

  String describeCentre() {
    return new RequestedArea(extents.get(0).outline(), extents.get(0).crs()).describeCentre();
  }

  /**
   * The part of its scenes' rasters that has data, in a CRS; empty if that is not defined there.
   */
  Optional<Geometry> findFootprint(Crs crs, SceneCoverage coverage) {
    List<Geometry> parts = new ArrayList<>();
    extents.forEach(e -> e.findFootprint(crs, coverage).ifPresent(parts::add));
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Geometry union = parts.get(0);
    for (Geometry part : parts.subList(1, parts.size())) {
      union = union.union(part);
    }
    return Optional.of(Reprojection.polygonal(union));
  }
}
