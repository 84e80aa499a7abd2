package io.terralapse.raster.tiff;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the geographic part of a CRS as WKT 1 (OGC 01-009), as the keys have it. A part that has
 * nothing but an EPSG code is written with nothing but that code. Stateless.
 */
final class GeographicWkt {
  private static final double RADIANS_PER_DEGREE = Math.toRadians(1);

  /** GDAL and Erdas write names like this: {@code GCS Name = x|Datum = y|Ellipsoid = z||}. */
  private static final Pattern DATUM_NAME = Pattern.compile("(?:^|\\|)Datum = ([^|]{1,120})");

  private static final Pattern SYSTEM_NAME = Pattern.compile("GCS Name = ([^|]{1,120})");

  private static final int DEGREE = 9102;
  private static final int DEGREE_OF_ANY_FORM = 9122;
  private static final int GRAD = 9105;
  private static final int GON = 9106;

  private GeographicWkt() {}

  /** The definition of a user-defined geographic CRS, or that of a code with TOWGS84. */
  static String of(GeoKeys keys) {
    return PlainGeographicWkt.find(keys, name(keys, DATUM_NAME)).orElseGet(() -> write(keys, ""));
  }

  /**
   * The base of a projected CRS, in degrees: GDAL writes and reads the angles of a projection in
   * degrees, whatever the angular unit.
   */
  static String ofBase(GeoKeys keys) {
    return PlainGeographicWkt.find(keys, name(keys, DATUM_NAME))
        .orElseGet(() -> write(keys, "UNIT[\"degree\"," + RADIANS_PER_DEGREE + "]"));
  }

  private static String write(GeoKeys keys, String unit) {
    StringBuilder wkt = new StringBuilder("GEOGCS[");
    wkt.append(quoted(named(name(keys, SYSTEM_NAME))));
    int code = keys.code(GeoKeys.GEOGRAPHIC_TYPE);
    boolean known = code > 0 && code < GeoKeys.USER_DEFINED;
    if (!known) {
      wkt.append(',').append(datum(keys));
      wkt.append(",PRIMEM[").append(primeMeridian(keys)).append(']');
    }
    if (!known || !unit.isEmpty()) {
      wkt.append(',').append(unit.isEmpty() ? unit(keys) : unit);
    }
    if (known) {
      wkt.append(toWgs84(keys)).append(",AUTHORITY[\"EPSG\",\"").append(code).append("\"]");
    }
    return wkt.append(']').toString();
  }

  private static String datum(GeoKeys keys) {
    int code = keys.code(GeoKeys.GEODETIC_DATUM);
    String name = named(name(keys, DATUM_NAME));
    boolean known = code > 0 && code < GeoKeys.USER_DEFINED;
    OptionalDouble semiMajor = keys.findNumber(GeoKeys.SEMI_MAJOR);
    int ellipsoid = keys.code(GeoKeys.ELLIPSOID);
    String spheroid = "";
    if (!known && semiMajor.isPresent() && semiMajor.getAsDouble() > 0) {
      spheroid = ",SPHEROID[\"unknown\"," + axes(keys, semiMajor.getAsDouble()) + "]";
    } else if (!known && ellipsoid > 0 && ellipsoid < GeoKeys.USER_DEFINED) {
      spheroid = ",SPHEROID[\"unknown\"," + epsg(ellipsoid) + "]";
    }
    return "DATUM["
        + quoted(name)
        + spheroid
        + toWgs84(keys)
        + (known ? "," + epsg(code) : "")
        + "]";
  }

  private static String axes(GeoKeys keys, double semiMajor) {
    double semiMinor = keys.number(semiMajor, GeoKeys.SEMI_MINOR);
    double flattening = semiMajor == semiMinor ? 0 : semiMajor / (semiMajor - semiMinor);
    return semiMajor + "," + keys.number(flattening, GeoKeys.INVERSE_FLATTENING);
  }

  /** Three or seven parameters of a transformation to WGS 84. */
  static String toWgs84(GeoKeys keys) {
    double[] shift = keys.numbers(GeoKeys.TO_WGS84);
    if (shift.length != 3 && shift.length != 7) {
      return "";
    }
    StringBuilder wkt = new StringBuilder(",TOWGS84[");
    for (int i = 0; i < 7; i++) {
      wkt.append(i == 0 ? "" : ",").append(i < shift.length ? shift[i] : 0);
    }
    return wkt.append(']').toString();
  }

  private static String primeMeridian(GeoKeys keys) {
    int code = keys.code(GeoKeys.PRIME_MERIDIAN);
    double longitude = keys.number(0, GeoKeys.PRIME_MERIDIAN_LONGITUDE);
    if (longitude == 0 && code > 0 && code < GeoKeys.USER_DEFINED) {
      return "\"unknown\"," + epsg(code);
    }
    // WKT 1 has degrees here, whatever the unit of the system.
    double degrees = longitude * radians(keys).orElse(RADIANS_PER_DEGREE) / RADIANS_PER_DEGREE;
    return (degrees == 0 ? "\"Greenwich\"," : "\"unknown\",") + degrees;
  }

  private static String unit(GeoKeys keys) {
    OptionalDouble radians = radians(keys);
    if (radians.isEmpty()) {
      return "UNIT[\"unknown\"," + epsg(keys.code(GeoKeys.ANGULAR_UNITS)) + "]";
    }
    return String.format(
        Locale.ROOT,
        "UNIT[\"%s\",%s]",
        radians.getAsDouble() == RADIANS_PER_DEGREE ? "degree" : "unit",
        radians.getAsDouble());
  }

  private static OptionalDouble radians(GeoKeys keys) {
    int unit = keys.code(GeoKeys.ANGULAR_UNITS);
    double size = keys.number(RADIANS_PER_DEGREE, GeoKeys.ANGULAR_UNIT_SIZE);
    boolean degree = unit == GeoKeys.USER_DEFINED && Math.abs(size / RADIANS_PER_DEGREE - 1) < 1e-8;
    // GDAL takes every other user-defined unit as degrees too: such a file is refused.
    return degree ? OptionalDouble.of(RADIANS_PER_DEGREE) : findRadians(unit);
  }

  /** The size of the angular units of the EPSG Dataset that are plain numbers. */
  private static OptionalDouble findRadians(int unit) {
    return switch (unit) {
      case 0, DEGREE, DEGREE_OF_ANY_FORM -> OptionalDouble.of(RADIANS_PER_DEGREE);
      case 9101 -> OptionalDouble.of(1);
      case 9103 -> OptionalDouble.of(RADIANS_PER_DEGREE / 60);
      case 9104 -> OptionalDouble.of(RADIANS_PER_DEGREE / 3600);
      case GRAD, GON -> OptionalDouble.of(Math.PI / 200);
      case 9109 -> OptionalDouble.of(1e-6);
      default -> OptionalDouble.empty();
    };
  }

  /** A name in the citation; empty if there is none. */
  private static String name(GeoKeys keys, Pattern pattern) {
    Matcher matcher = pattern.matcher(keys.text(GeoKeys.GEOG_CITATION));
    return matcher.find() ? matcher.group(1).strip() : "";
  }

  private static String named(String name) {
    return name.isEmpty() ? "unknown" : name;
  }

  static String epsg(int code) {
    return "AUTHORITY[\"EPSG\",\"" + code + "\"]";
  }

  static String quoted(String name) {
    return '"' + name.replaceAll("[\\p{Cntrl}\"]", " ").strip() + '"';
  }
}
