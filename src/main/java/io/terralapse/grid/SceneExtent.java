package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.geo.Transforms;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Issue;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;

/**
 * Where a scene lies, by its raster's georeference.
 *
 * @param scene the scene
 * @param crs its system
 * @param outline the raster's outline in {@code crs}
 */
record SceneExtent(Scene scene, Crs crs, Polygon outline) {

  /** Says why a scene cannot be placed, or nothing if it can. */
  static Optional<Issue> findFault(Scene scene) {
    RasterInfo raster = scene.raster();
    String file = scene.bands().get(0).file().text();
    if (raster.transform().isEmpty() || raster.crs().isEmpty()) {
      return Optional.of(
          fault(scene, file + " has no georeference (no CRS or no transform); write one into it"));
    }
    try {
      GeoTransform inverse = raster.transform().get().inverse();
      if (!Double.isFinite(inverse.x(0, 0)) || !Double.isFinite(inverse.y(0, 0))) {
        return Optional.of(fault(scene, file + " has a transform that is not finite; mend it"));
      }
      Crs.of(raster.crs().get());
      return Optional.empty();
    } catch (ArithmeticException e) {
      return Optional.of(fault(scene, file + " has a transform without pixel area; mend it"));
    } catch (UserError e) {
      return Optional.of(fault(scene, file + ": " + e.getMessage()));
    }
  }

  /** A picture without georeference among scenes that have one cannot be put with them. */
  static Optional<Issue> findLost(Scene scene, boolean onEarth) {
    return onEarth && of(scene).isPlain()
        ? Optional.of(
            fault(
                scene,
                scene.bands().get(0).file().name()
                    + " has no georeference while other scenes have one; put a world file and a"
                    + " .prj file beside it, or keep such pictures in a job of their own"))
        : Optional.empty();
  }

  /** True for a picture without georeference. */
  boolean isPlain() {
    return crs.isPixels();
  }

  private static Issue fault(Scene scene, String sentence) {
    return new Issue("no-crs", scene.id(), sentence);
  }

  /** The place of a scene without fault. */
  static SceneExtent of(Scene scene) {
    RasterInfo raster = scene.raster();
    GeoTransform t = raster.transform().orElseThrow();
    double w = raster.width();
    double h = raster.height();
    Coordinate first = corner(t, 0, 0);
    Coordinate[] ring = {first, corner(t, w, 0), corner(t, w, h), corner(t, 0, h), first.copy()};
    return new SceneExtent(
        scene, Crs.of(raster.crs().orElseThrow()), Reprojection.GEOMETRY.createPolygon(ring));
  }

  private static Coordinate corner(GeoTransform t, double column, double row) {
    return new Coordinate(t.x(column, row), t.y(column, row));
  }

  /** The outline in another system; empty where that system's map does not reach. */
  Optional<Geometry> findOutline(Crs target) {
    return Reprojection.find(outline, crs, target);
  }

  /** True if the scene shows any part of an area. */
  boolean shows(RequestedArea area) {
    Optional<Geometry> here = Reprojection.find(area.geometry(), area.crs(), crs);
    if (here.isPresent()) {
      return overlap(here.get(), outline, crs);
    }
    return findOutline(area.crs())
        .map(there -> overlap(there, area.geometry(), area.crs()))
        .orElse(false);
  }

  private static boolean overlap(Geometry a, Geometry b, Crs crs) {
    Geometry near = a;
    if (crs.isGeographic()) {
      double turns = Math.rint((centreX(a) - centreX(b)) / 360);
      near = AffineTransformation.translationInstance(-360 * turns, 0).transform(a);
    }
    // Neighbours that only share a border do not overlap.
    return near.intersects(b) && near.intersection(b).getArea() > 0;
  }

  private static double centreX(Geometry geometry) {
    return geometry.getEnvelopeInternal().centre().x;
  }

  /** True if the raster is north-up in this system, so that its pixels may be taken as they are. */
  boolean isNorthUpIn(Crs target) {
    return transform().isNorthUp() && crs.sameAs(target);
  }

  GeoTransform transform() {
    return scene.raster().transform().orElseThrow();
  }

  /**
   * Side of a native pixel (of a square of its area) in the units of a grid's system at a place.
   *
   * @return NaN if the place has no meaning in the scene's system
   */
  double pixelSizeIn(Crs target, double x, double y) {
    GeoTransform t = transform();
    if (crs.sameAs(target)) {
      double w = t.pixelWidth();
      double h = t.pixelHeight();
      return Math.abs(w / h - 1) < 1e-9 ? w : Math.sqrt(w * h);
    }
    double[] at = {x, y};
    Transforms.between(target, crs).apply(at, 1);
    GeoTransform inverse = t.inverse();
    double c = inverse.x(at[0], at[1]);
    double r = inverse.y(at[0], at[1]);
    double[] p = {
      t.x(c - 1, r), t.y(c - 1, r), t.x(c + 1, r), t.y(c + 1, r),
      t.x(c, r - 1), t.y(c, r - 1), t.x(c, r + 1), t.y(c, r + 1)
    };
    Transforms.between(crs, target).apply(p, 4);
    double across = Math.hypot(p[2] - p[0], p[3] - p[1]) / 2;
    double down = Math.hypot(p[6] - p[4], p[7] - p[5]) / 2;
    return Math.sqrt(across * down);
  }
}
