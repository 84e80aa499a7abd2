package io.terralapse.geo;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts WKT 1 of GDAL to the dialect of GeoTools. Stateless. */
final class GdalWkt {
  /**
   * Axis definitions are removed: the axis order is always x first in this program, whatever the
   * definition says, and GeoTools rejects the axes that GDAL writes for polar systems.
   */
  private static final Pattern AXIS =
      Pattern.compile(
          ",\\s*AXIS\\s*[\\[(]\\s*\"[^\"]*\"\\s*,\\s*[A-Za-z]+\\s*[\\])]",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern POLAR =
      Pattern.compile("\"Polar_Stereographic\"", Pattern.CASE_INSENSITIVE);

  private static final Pattern LATITUDE =
      Pattern.compile(
          "\"latitude_of_origin\"\\s*,\\s*([-+0-9.eE]{1,32})", Pattern.CASE_INSENSITIVE);

  private static final Pattern SCALE =
      Pattern.compile(
          ",\\s*PARAMETER\\s*[\\[(]\\s*\"scale_factor\"[^\\])]*[\\])]", Pattern.CASE_INSENSITIVE);

  /**
   * GDAL and Esri write this prime meridian in degrees, GeoTools reads it in the unit of the CRS.
   */
  private static final Pattern PARIS_IN_DEGREES =
      Pattern.compile(
          "(?<start>PRIMEM\\s*[\\[(]\\s*\"Paris\"\\s*,\\s*)2\\.337[0-9]*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern GRADS =
      Pattern.compile("UNIT\\s*[\\[(]\\s*\"(?:grad|gon)\"", Pattern.CASE_INSENSITIVE);

  private GdalWkt() {}

  /** The same system in the dialect of GeoTools; other definitions are returned unchanged. */
  static String translate(String wkt) {
    String plain = AXIS.matcher(wkt).replaceAll("");
    if (GRADS.matcher(plain).find()) {
      plain = PARIS_IN_DEGREES.matcher(plain).replaceAll("${start}2.5969213");
    }
    Matcher latitude = LATITUDE.matcher(plain);
    if (!POLAR.matcher(plain).find() || !latitude.find() || isPole(latitude.group(1))) {
      return plain;
    }
    // Unless it is a pole, the latitude of origin is the standard parallel: EPSG method 9829.
    String parallel = "\"standard_parallel_1\"," + latitude.group(1);
    String named = latitude.replaceFirst(Matcher.quoteReplacement(parallel));
    named = POLAR.matcher(named).replaceAll("\"Polar Stereographic (variant B)\"");
    return SCALE.matcher(named).replaceAll("");
  }

  private static boolean isPole(String degrees) {
    try {
      return Math.abs(Math.abs(Double.parseDouble(degrees.toLowerCase(Locale.ROOT))) - 90) < 1e-9;
    } catch (NumberFormatException e) {
      return true;
    }
  }
}
