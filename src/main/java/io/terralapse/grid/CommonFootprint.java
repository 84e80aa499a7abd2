package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.model.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * The set of acquisitions that is best by {@link CommonArea}, and the intersection of their parts
 * with data.
 */
record CommonFootprint(List<LocatedAcquisition> members, Geometry area) {
  static CommonFootprint of(List<LocatedAcquisition> located, Crs crs, SceneCoverage coverage) {
    List<LocatedAcquisition> mapped = new ArrayList<>();
    List<Geometry> footprints = new ArrayList<>();
    double finest = Double.POSITIVE_INFINITY;
    for (LocatedAcquisition candidate : located) {
      Optional<Geometry> footprint = candidate.findFootprint(crs, coverage);
      if (footprint.isPresent()) {
        mapped.add(candidate);
        footprints.add(footprint.get());
        Coordinate c = footprint.get().getEnvelopeInternal().centre();
        double pixel = candidate.extents().get(0).pixelSizeIn(crs, c.x, c.y);
        finest = pixel < finest ? pixel : finest;
      }
    }
    double minSide = Double.isFinite(finest) ? finest * GridSizing.MIN_SIDE : 0;
    CommonArea common =
        CommonArea.find(footprints, minSide)
            .orElseThrow(
                () ->
                    UserError.noTimelapse(
                        footprints.isEmpty()
                            ? "scenes: none is in the area of use of "
                                + crs
                                + "; set grid.t_srs to auto, or if it is auto to the CRS of the scenes"
                            : "scenes: none is "
                                + GridSizing.MIN_SIDE
                                + " pixels wide and high, and fewer are too few for a video; take"
                                + " scenes of a larger area"));
    return new CommonFootprint(common.members().stream().map(mapped::get).toList(), common.area());
  }
}
