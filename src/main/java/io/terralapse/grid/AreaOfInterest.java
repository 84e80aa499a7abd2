package io.terralapse.grid;

import java.nio.file.Path;

/** The area to show, in the forms that a configuration can give it. */
public sealed interface AreaOfInterest {

  /** The area that the scenes have in common. */
  record Scenes() implements AreaOfInterest {}

  /** Longitudes and latitudes in degrees, WGS 84; {@code west > east} crosses the antimeridian. */
  record Bbox(double west, double south, double east, double north) implements AreaOfInterest {}

  /** Polygons of a GeoJSON file (RFC 7946: longitude, latitude). */
  record GeoJson(Path file) implements AreaOfInterest {}

  /** A WKT polygon or multipolygon in longitude, latitude. */
  record Wkt(String text) implements AreaOfInterest {}

  /**
   * A rectangle around a point: longitude and latitude in degrees, size in metres on the ground.
   */
  record Center(double longitude, double latitude, double widthM, double heightM)
      implements AreaOfInterest {}

  /**
   * A target extent as GDAL's {@code -te}, in {@code srs}; a blank {@code srs} is the grid's CRS.
   */
  record Te(double xmin, double ymin, double xmax, double ymax, String srs)
      implements AreaOfInterest {}

  /**
   * A rectangle of pixels, for scenes without georeference, whose upper left pixels coincide: first
   * column and row from 0, then width and height.
   */
  record Pixels(double column, double row, double width, double height) implements AreaOfInterest {}
}
