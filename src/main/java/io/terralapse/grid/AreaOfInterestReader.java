package io.terralapse.grid;

import io.terralapse.geo.Crs;
import io.terralapse.geo.GroundScale;
import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.CoordinateFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.geom.util.PolygonExtracter;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Turns an explicit area of interest into polygons. Invalid settings become a {@link UserError}
 * that names the setting.
 */
final class AreaOfInterestReader {
  private static final double MAX_SIDE_M = 20_000_000;

  /** A multipolygon in a collection in a collection. */
  private static final int MAX_WKT_DEPTH = 10;

  private AreaOfInterestReader() {}

  /**
   * Reads an area that does not depend on the scenes.
   *
   * @param gridCrs the CRS of {@code te} where {@code te_srs} is not given
   * @throws UserError (usage) if the setting is invalid
   * @throws IllegalArgumentException for {@link AreaOfInterest.Scenes}
   */
  static RequestedArea read(AreaOfInterest aoi, Crs gridCrs) {
    if (aoi instanceof AreaOfInterest.Bbox bbox) {
      return bbox(bbox);
    }
    if (aoi instanceof AreaOfInterest.GeoJson geoJson) {
      return readGeoJson("aoi.geojson", geoJson.file());
    }
    if (aoi instanceof AreaOfInterest.Wkt wkt) {
      return degrees(wkt(wkt.text()), "aoi.wkt");
    }
    if (aoi instanceof AreaOfInterest.Center center) {
      return center(center);
    }
    if (aoi instanceof AreaOfInterest.Te te) {
      return te(te, gridCrs);
    }
    if (aoi instanceof AreaOfInterest.Pixels pixels) {
      return pixels(pixels);
    }
    throw new IllegalArgumentException("not an explicit area: " + aoi);
  }

  /**
   * Reads the polygons of a GeoJSON file in longitude and latitude.
   *
   * @param setting the setting that names the file, for messages
   */
  static RequestedArea readGeoJson(String setting, Path file) {
    return degrees(GeoJsonArea.read(setting, file), setting);
  }

  private static RequestedArea pixels(AreaOfInterest.Pixels p) {
    checkFinite("aoi.pixels", p.column(), p.row(), p.width(), p.height());
    if (p.column() < 0 || p.row() < 0 || !(p.width() > 0 && p.height() > 0)) {
      throw UserError.usage(
          "aoi.pixels is column, row, width, height: the first two at least 0, the others above 0");
    }
    // In the pixel CRS y points up, so rows are negative.
    Envelope envelope =
        new Envelope(p.column(), p.column() + p.width(), -p.row() - p.height(), -p.row());
    return new RequestedArea(Reprojection.rectangle(envelope), Crs.of(Crs.PIXELS));
  }

  private static RequestedArea bbox(AreaOfInterest.Bbox b) {
    checkFinite("aoi.bbox", b.west(), b.south(), b.east(), b.north());
    checkDegrees("aoi.bbox", b.west(), b.south());
    checkDegrees("aoi.bbox", b.east(), b.north());
    if (b.south() >= b.north()) {
      throw UserError.usage(
          "aoi.bbox: south (%s) is not below north (%s); the order is west, south, east, north"
              .formatted(b.south(), b.north()));
    }
    double east = b.west() > b.east() ? b.east() + 360 : b.east();
    if (east == b.west()) {
      throw UserError.usage(
          "aoi.bbox has no width: west and east are both " + b.west() + "; make east larger");
    }
    Envelope envelope = new Envelope(b.west(), east, b.south(), b.north());
    return new RequestedArea(Reprojection.rectangle(envelope), Crs.lonLat());
  }

  private static RequestedArea center(AreaOfInterest.Center c) {
    checkFinite("aoi.center", c.longitude(), c.latitude(), c.widthM(), c.heightM());
    checkDegrees("aoi.center", c.longitude(), c.latitude());
    if (!(c.widthM() > 0 && c.heightM() > 0) || Math.max(c.widthM(), c.heightM()) > MAX_SIDE_M) {
      throw UserError.usage(
          "aoi.size_m must be above 0 and at most " + text(MAX_SIDE_M) + " metres");
    }
    GroundScale degree = GroundScale.ofDegrees(Math.min(89, Math.abs(c.latitude())));
    double x = Math.min(180, c.widthM() / 2 / degree.metresPerX());
    double y = c.heightM() / 2 / degree.metresPerY();
    Envelope envelope =
        new Envelope(
            c.longitude() - x,
            c.longitude() + x,
            Math.max(-90, c.latitude() - y),
            Math.min(90, c.latitude() + y));
    return new RequestedArea(Reprojection.rectangle(envelope), Crs.lonLat());
  }

  private static RequestedArea te(AreaOfInterest.Te te, Crs gridCrs) {
    checkFinite("aoi.te", te.xmin(), te.ymin(), te.xmax(), te.ymax());
    if (te.xmin() >= te.xmax() || te.ymin() >= te.ymax()) {
      throw UserError.usage(
          "aoi.te has no area; the order is xmin, ymin, xmax, ymax, each minimum below its"
              + " maximum");
    }
    Crs crs = te.srs().isBlank() ? gridCrs : NamedCrs.of("aoi.te_srs", te.srs());
    Envelope envelope = new Envelope(te.xmin(), te.xmax(), te.ymin(), te.ymax());
    if (crs.isGeographic()) {
      checkDegrees("aoi.te", te.xmin(), te.ymin());
      checkDegrees("aoi.te", te.xmax(), te.ymax());
    }
    return new RequestedArea(Reprojection.rectangle(envelope), crs);
  }

  private static Geometry wkt(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth > MAX_WKT_DEPTH) {
        // The reader recurses without a limit.
        throw UserError.usage(
            "aoi.wkt nests more than " + MAX_WKT_DEPTH + " brackets; write one MULTIPOLYGON");
      }
    }
    try {
      return new WKTReader(Reprojection.GEOMETRY).read(text);
    } catch (ParseException | RuntimeException e) {
      throw new UserError(
          ExitCode.USAGE,
          "aoi.wkt is not a WKT polygon ("
              + String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip()
              + "); write POLYGON ((lon lat, lon lat, ...)) with each ring closed",
          e);
    }
  }

  /**
   * Checks polygons in degrees, fixes self-intersections, and joins parts cut at the antimeridian.
   */
  private static RequestedArea degrees(Geometry geometry, String setting) {
    if (!(geometry instanceof Polygonal) || geometry.isEmpty()) {
      throw UserError.usage(setting + " must be a polygon or multipolygon with an area");
    }
    geometry.apply((CoordinateFilter) c -> checkFinite(setting, c.x, c.y));
    geometry.apply((CoordinateFilter) c -> checkDegrees(setting, c.x, c.y));
    AreaComplexity.check(setting, geometry, true);
    Geometry valid = Reprojection.polygonal(joined(valid(geometry)));
    if (!(valid.getArea() > 0)) {
      throw UserError.usage(
          setting + " encloses no area; give a ring of at least three different positions");
    }
    return new RequestedArea(valid, Crs.lonLat());
  }

  /**
   * Reads the polygons of a GeoJSON file in pixels: column and row from the upper left corner.
   *
   * @return valid polygons in the same coordinates
   */
  static Geometry readPixels(String setting, Path file) {
    Geometry pixels = GeoJsonArea.read(setting, file);
    pixels.apply((CoordinateFilter) c -> checkFinite(setting, c.x, c.y));
    AreaComplexity.check(setting, pixels, false);
    return valid(pixels);
  }

  private static Geometry valid(Geometry geometry) {
    return geometry.isValid() ? geometry : GeometryFixer.fix(geometry);
  }

  /**
   * RFC 7946 (3.1.9) cuts an area that crosses 180 degrees into parts. If adding 360 degrees to the
   * western parts makes the area narrower, it was cut like that, and the parts are joined.
   */
  private static Geometry joined(Geometry geometry) {
    List<Polygon> apart = new ArrayList<>();
    List<Geometry> atBorder = new ArrayList<>();
    Envelope envelope = new Envelope();
    for (int i = 0; i < geometry.getNumGeometries(); i++) {
      Geometry part = eastward(geometry.getGeometryN(i));
      Envelope extent = part.getEnvelopeInternal();
      envelope.expandToInclude(extent);
      if (extent.getMinX() <= 180 && extent.getMaxX() >= 180) {
        atBorder.add(part);
      } else {
        apart.add((Polygon) part);
      }
    }
    if (envelope.getWidth() >= geometry.getEnvelopeInternal().getWidth()) {
      return geometry;
    }
    if (!atBorder.isEmpty()) {
      // Only these can have a border in common that they had not before.
      for (Object polygon : PolygonExtracter.getPolygons(OverlayNGRobust.union(atBorder))) {
        apart.add((Polygon) polygon);
      }
    }
    return Reprojection.GEOMETRY.createMultiPolygon(apart.toArray(Polygon[]::new));
  }

  private static Geometry eastward(Geometry part) {
    boolean west = part.getEnvelopeInternal().getMaxX() <= 0;
    return west ? AffineTransformation.translationInstance(360, 0).transform(part) : part;
  }

  /** Rejects positions outside the valid range; swapped coordinates get a message of their own. */
  private static void checkDegrees(String setting, double lon, double lat) {
    if (Math.abs(lat) > 90) {
      String hint =
          Math.abs(lon) <= 90 && Math.abs(lat) <= 180
              ? "; longitude comes first, the two look swapped"
              : "; give degrees of longitude and latitude";
      throw UserError.usage(setting + " has the latitude " + text(lat) + hint);
    }
    if (lon < -180 || lon > 360) {
      throw UserError.usage(
          setting + " has the longitude " + text(lon) + "; give degrees from -180 to 180");
    }
  }

  private static void checkFinite(String setting, double... values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw UserError.usage(setting + " has a number that is not finite: " + value);
      }
    }
  }

  private static String text(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.valueOf(value);
  }
}
