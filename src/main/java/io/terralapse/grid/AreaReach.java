package io.terralapse.grid;

import io.terralapse.geo.Crs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.operation.relateng.RelateNG;

/**
 * Finds out which scenes reach an area. The area is projected and indexed once for each CRS of the
 * scenes, because it may have many vertices and the scenes may be thousands. Not thread-safe.
 */
final class AreaReach {
  /** The interiors of the two have a point in common; a common border is not an overlap. */
  private static final String INTERIORS_MEET = "T********";

  /** The area in one CRS. */
  private record Indexed(Crs crs, Envelope envelope, RelateNG relation) {
    static Indexed of(Geometry area, Crs crs) {
      return new Indexed(crs, area.getEnvelopeInternal(), RelateNG.prepare(area));
    }

    boolean overlaps(Geometry outline) {
      Geometry shifted = outline;
      if (crs.isGeographic()) {
        double turns =
            Math.rint((envelope.centre().x - outline.getEnvelopeInternal().centre().x) / 360);
        shifted = AffineTransformation.translationInstance(360 * turns, 0).transform(outline);
      }
      return envelope.intersects(shifted.getEnvelopeInternal())
          && relation.evaluate(shifted, INTERIORS_MEET);
    }
  }

  private record InCrs(Crs crs, Optional<Indexed> area) {}

  private final RequestedArea area;
  private final List<InCrs> known = new ArrayList<>();

  AreaReach(RequestedArea area) {
    this.area = area;
  }

  /** True if the outline of a scene and the area overlap. */
  boolean isReachedBy(SceneExtent scene) {
    Optional<Indexed> here = in(scene.crs());
    if (here.isPresent()) {
      return here.get().overlaps(scene.outline());
    }
    return scene
        .findOutline(area.crs())
        .map(outline -> in(area.crs()).orElseThrow().overlaps(outline))
        .orElse(false);
  }

  private Optional<Indexed> in(Crs crs) {
    for (InCrs one : known) {
      if (one.crs().sameAs(crs)) {
        return one.area();
      }
    }
    Optional<Indexed> indexed =
        Reprojection.find(area.geometry(), area.crs(), crs).map(there -> Indexed.of(there, crs));
    known.add(new InCrs(crs, indexed));
    return indexed;
  }
}
