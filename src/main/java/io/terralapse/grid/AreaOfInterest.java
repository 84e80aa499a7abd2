package io.terralapse.grid;

import java.nio.file.Path;

/** The place to show, in the forms that a configuration can name it. */
public sealed interface AreaOfInterest {

  /** What the scenes have in common. */
  record Scenes() implements AreaOfInterest {}

  /**
   * Longitudes and latitudes in degrees, WGS 84; {@code west > east} means across the antimeridian.
   */
  record Bbox(double west, double south, double east, double north) implements AreaOfInterest {}

  /** Polygons of a GeoJSON file (RFC 7946: longitude, latitude). */
  record GeoJson(Path file) implements AreaOfInterest {}

  /** A WKT polygon or multipolygon in longitude, latitude. */
  record Wkt(String text) implements AreaOfInterest {}

  /** A square or rectangle around a point: degrees, then metres on the ground. */
  record Center(double longitude, double latitude, double widthM, double heightM)
      implements AreaOfInterest {}

  /** GDAL's target extent, in {@code srs}; an empty {@code srs} means the grid's own CRS. */
  record Te(double xmin, double ymin, double xmax, double ymax, String srs)
      implements AreaOfInterest {}

  /**
   * Pixels of scenes without georeference, which lie on each other by their first pixel: first
   * column and row from 0, then size.
   */
  record Pixels(double column, double row, double width, double height) implements AreaOfInterest {}
}
