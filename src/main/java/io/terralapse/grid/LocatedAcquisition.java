package io.terralapse.grid;

import io.terralapse.model.Acquisition;
import java.util.List;

/** An acquisition and the extents of its scenes. */
record LocatedAcquisition(Acquisition acquisition, List<SceneExtent> extents) {
  boolean shows(RequestedArea area) {
    return extents.stream().anyMatch(e -> e.shows(area));
  }

  String describeCentre() {
    return new RequestedArea(extents.get(0).outline(), extents.get(0).crs()).describeCentre();
  }
}
