package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.geo.PositionCheck;
import io.terralapse.geo.Transforms;
import io.terralapse.model.DataFootprint;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Issue;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;

/**
 * The extent of a scene by its raster's georeference.
 *
 * @param scene the scene
 * @param crs its CRS
 * @param outline the raster's outline in {@code crs}
 */
record SceneExtent(Scene scene, Crs crs, Polygon outline) {
  /** Positions that metadata state are rounded: a part of the footprint's size at its border. */
  private static final double STATED_ERROR = 0.002;

  /** A stated footprint of more than this part of the raster describes the raster. */
  private static final double NEARLY_ALL = 0.98;

  /** One of less than this part is that of another scene. */
  private static final double HARDLY_ANY = 0.05;

  /** The issue with a scene's georeference; empty if it is usable. */
  static Optional<Issue> findFault(Scene scene) {
    RasterInfo raster = scene.raster();
    String file = scene.bands().get(0).file().text();
    if (raster.transform().isEmpty() || raster.crs().isEmpty()) {
      return Optional.of(
          fault(
              scene,
              file
                  + " has no georeference (no CRS or no transform); put a world file and a .prj file beside it"));
    }
    try {
      GeoTransform inverse = raster.transform().get().inverse();
      if (!Double.isFinite(inverse.x(0, 0)) || !Double.isFinite(inverse.y(0, 0))) {
        return Optional.of(
            fault(
                scene,
                file
                    + " has a geotransform with values that are not finite; write another with"
                    + " gdal_translate -a_ullr and its corners"));
      }
      Coordinate centre =
          corner(raster.transform().get(), raster.width() / 2.0, raster.height() / 2.0);
      Crs crs = Crs.of(raster.crs().get());
      return PositionCheck.findFault(file, crs, centre.x, centre.y)
          .or(() -> PositionCheck.findUnmapped(file, crs, points(raster, centre)))
          .map(sentence -> fault(scene, sentence));
    } catch (ArithmeticException e) {
      return Optional.of(
          fault(
              scene,
              file
                  + " has a geotransform whose pixels have no area; write another with gdal_translate -a_ullr and its corners"));
    } catch (UserError e) {
      return Optional.of(fault(scene, file + ": " + e.getMessage()));
    }
  }

  /** The issue with an image without georeference among scenes that have one. */
  static Optional<Issue> findUnlocated(Scene scene, boolean onEarth) {
    return onEarth && of(scene).isInPixels()
        ? Optional.of(
            fault(
                scene,
                scene.bands().get(0).file().name()
                    + " has no georeference while other scenes have one; put a world file and a"
                    + " .prj file beside it, or put such images in a job of their own"))
        : Optional.empty();
  }

  /** True for an image without georeference, whose extent is in pixels. */
  boolean isInPixels() {
    return crs.isPixels();
  }

  /** The centre and the outer corners. */
  private static List<double[]> points(RasterInfo raster, Coordinate centre) {
    GeoTransform transform = raster.transform().orElseThrow();
    List<double[]> points = new ArrayList<>(List.of(new double[] {centre.x, centre.y}));
    for (int i = 0; i < 4; i++) {
      Coordinate corner = corner(transform, i % 2 * raster.width(), i / 2 * raster.height());
      points.add(new double[] {corner.x, corner.y});
    }
    return points;
  }

  private static Issue fault(Scene scene, String sentence) {
    return new Issue("no-crs", scene.id(), sentence);
  }

  /** The extent of a scene for which {@link #findFault} finds nothing. */
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

  /** The outline in another CRS; empty if that CRS is not defined there. */
  Optional<Geometry> findOutline(Crs target) {
    return Reprojection.find(outline, crs, target);
  }

  /**
   * The part of the raster that has data, in another CRS: as the scene's metadata state it, else as
   * its pixels tell; the outline if it is all of it, or unknown.
   *
   * @return empty if that CRS is not defined there
   */
  Optional<Geometry> findFootprint(Crs target, SceneCoverage coverage) {
    Optional<Geometry> whole = findOutline(target);
    if (whole.isEmpty() || isInPixels()) {
      return whole;
    }
    return scene
        .footprint()
        .flatMap(stated -> findPart(stated, whole.get(), target))
        .filter(part -> isPlausible(part.getArea() / whole.get().getArea()))
        .map(part -> part.buffer(-STATED_ERROR * Math.sqrt(part.getArea())))
        .filter(part -> !part.isEmpty())
        .or(
            () ->
                coverage
                    .findFootprint(scene)
                    .flatMap(measured -> findPart(measured, whole.get(), target)))
        .or(() -> whole);
  }

  private static boolean isPlausible(double share) {
    return share < NEARLY_ALL && share > HARDLY_ANY;
  }

  /** The part of the outline inside a footprint; empty if there is none. */
  private static Optional<Geometry> findPart(DataFootprint footprint, Geometry whole, Crs target) {
    List<Coordinate> ring = new ArrayList<>();
    footprint.ring().forEach(corner -> ring.add(new Coordinate(corner.x(), corner.y())));
    ring.add(ring.get(0).copy());
    Geometry polygon = Reprojection.GEOMETRY.createPolygon(ring.toArray(Coordinate[]::new));
    Geometry valid = polygon.isValid() ? polygon : GeometryFixer.fix(polygon);
    return Crs.find(footprint.crs())
        .flatMap(crs -> Reprojection.find(Reprojection.polygonal(valid), crs, target))
        .map(there -> CommonArea.common(there, whole))
        .filter(part -> part.getArea() > 0);
  }

  /** True if the raster is north-up in this CRS, so that its pixels can be copied. */
  boolean isNorthUpIn(Crs target) {
    return transform().isNorthUp() && crs.sameAs(target);
  }

  GeoTransform transform() {
    return scene.raster().transform().orElseThrow();
  }

  /**
   * Size of a native pixel at a position, in the units of another CRS: the side of a square of the
   * pixel's area.
   *
   * @return NaN if the scene's CRS is not defined there
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
