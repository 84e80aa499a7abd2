package io.terralapse.geo;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;

/** Why a coordinate reference system is refused, in one sentence each. Stateless. */
final class CrsRefusals {
  private static final String WARP =
      "; reproject the file with \"gdalwarp -t_srs EPSG:4326 in.tif out.tif\"";

  /** The code of GeoTIFF for what has none. */
  private static final int USER_DEFINED = 32767;

  private CrsRefusals() {}

  /**
   * For a map projection.
   *
   * @param name as in the definition
   */
  static UserError projection(String name) {
    return refuse("its projection is " + shown(name) + ", which is not supported" + WARP);
  }

  /** For a parameter, or a value of it, that the projection does not have in this program. */
  static UserError parameter(String projection, String name, double value) {
    return refuse(
        "its projection "
            + shown(projection)
            + " has "
            + shown(name)
            + " "
            + value
            + ", which is not supported"
            + WARP);
  }

  /** For a definition without a map projection. */
  static UserError noProjection() {
    return refuse(
        "its CRS is a projected one whose definition names no projection; write the complete CRS"
            + " into it with \"gdal_translate -a_srs EPSG:n in.tif out.tif\"");
  }

  /** For coordinates of a building site or drawing. */
  static UserError local(String name) {
    return refuse(
        "its CRS"
            + (name.isEmpty() ? "" : " \"" + shown(name) + "\"")
            + " is a local system without a position on the Earth; if its coordinates are those of"
            + " a known CRS, write that with \"gdal_translate -a_srs EPSG:n in.tif out.tif\"");
  }

  /** For another kind of system, "geocentric". */
  static UserError kind(String kind, String name) {
    return refuse(
        "its CRS "
            + (name.isEmpty() ? "" : "\"" + shown(name) + "\" ")
            + "is "
            + kind
            + ", which is not supported"
            + WARP);
  }

  /** For an EPSG code of a part of the definition. */
  static UserError code(String part, int code, Throwable cause) {
    return new UserError(
        ExitCode.USAGE,
        "its " + part + " is EPSG:" + code + ", which is not in the EPSG Dataset" + WARP,
        cause);
  }

  /** For a projected system of a code whose base has another prime meridian. */
  static UserError primeMeridian(int code, String meridian) {
    return refuse(
        "its CRS is EPSG:"
            + code
            + " with longitudes from the prime meridian \""
            + shown(meridian)
            + "\", which is not that of the code; write the right CRS into it with"
            + " \"gdal_translate -a_srs EPSG:"
            + code
            + " in.tif out.tif\"");
  }

  /** For a unit that is not a plain number, or not in the EPSG Dataset. */
  static UserError unit(int code) {
    String unit = code == USER_DEFINED ? "user-defined angular one" : "EPSG:" + code;
    return refuse(
        "its unit is "
            + (code == USER_DEFINED ? "a " : "")
            + unit
            + ", which is not supported"
            + WARP);
  }

  private static UserError refuse(String sentence) {
    return new UserError(ExitCode.USAGE, sentence);
  }

  private static String shown(String name) {
    String plain = name.replace('_', ' ').replaceAll("[\\p{Cntrl}\"]", " ").strip();
    return plain.length() > 60 ? plain.substring(0, 57) + "..." : plain;
  }
}
