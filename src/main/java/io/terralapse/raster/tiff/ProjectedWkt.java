package io.terralapse.raster.tiff;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a projected CRS as WKT 1 (OGC 01-009) with GDAL's names of the projections. A projection
 * is written by its name, supported or not. Stateless.
 */
final class ProjectedWkt {
  /** The code of this projection in libgeotiff; GeoTIFF has none. */
  private static final int HOTINE_CENTER = 9815;

  private ProjectedWkt() {}

  /** A user-defined CRS. */
  static String of(GeoKeys keys) {
    Map<String, Double> p = new LinkedHashMap<>();
    String method = utm(keys, p).orElseGet(() -> method(keys, p));
    StringBuilder wkt = new StringBuilder("PROJCS[\"user-defined\",");
    wkt.append(GeographicWkt.ofBase(keys));
    if (!method.isEmpty()) {
      wkt.append(",PROJECTION[\"").append(method).append("\"]");
    }
    p.forEach(
        (name, value) ->
            wkt.append(",PARAMETER[\"").append(name).append("\",").append(value).append(']'));
    return wkt.append(',')
        .append(unit(keys))
        .append(",AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH]]")
        .toString();
  }

  /**
   * A CRS by its EPSG code.
   *
   * @return the code alone if the keys have no other unit, no other base and no transformation to
   *     WGS 84
   */
  static String ofCode(GeoKeys keys, int code) {
    int unit = keys.code(GeoKeys.LINEAR_UNITS);
    boolean sameUnit = unit == 0 || unit == LinearUnit.ofSystem(code).code();
    boolean shifted = keys.numbers(GeoKeys.TO_WGS84).length > 0;
    Optional<String> base = BaseOverride.findForProjected(keys, code);
    if (sameUnit && !shifted && base.isEmpty()) {
      return "EPSG:" + code;
    }
    return "PROJCS["
        + GeographicWkt.quoted("EPSG:" + code)
        + base.map(geographic -> "," + geographic).orElse("")
        + (sameUnit ? "" : "," + unit(keys))
        + GeographicWkt.toWgs84(keys)
        + ","
        + GeographicWkt.epsg(code)
        + "]";
  }

  private static String unit(GeoKeys keys) {
    int code = keys.code(GeoKeys.LINEAR_UNITS);
    if (code == GeoKeys.USER_DEFINED) {
      return "UNIT[\"unit\"," + keys.number(1, GeoKeys.LINEAR_UNIT_SIZE) + "]";
    }
    Optional<LinearUnit> unit = code == 0 ? Optional.of(LinearUnit.METRE) : LinearUnit.find(code);
    return unit.map(
            u -> "UNIT[\"" + (u.metres() == 1 ? "metre" : "unit") + "\"," + u.metres() + "]")
        .orElse("UNIT[\"unknown\"," + GeographicWkt.epsg(code) + "]");
  }

  /** EPSG's projection codes 16001 to 16060 are UTM north, 16101 to 16160 UTM south. */
  private static Optional<String> utm(GeoKeys keys, Map<String, Double> p) {
    int code = keys.code(GeoKeys.PROJECTION);
    int zone = code % 100;
    if ((code / 100 != 160 && code / 100 != 161) || zone < 1 || zone > 60) {
      return Optional.empty();
    }
    double unit = metresPerUnit(keys);
    p.put("latitude_of_origin", 0.0);
    p.put("central_meridian", zone * 6 - 183.0);
    p.put("scale_factor", 0.9996);
    p.put("false_easting", 500000.0 / unit);
    p.put("false_northing", code / 100 == 161 ? 10000000.0 / unit : 0.0);
    return Optional.of("Transverse_Mercator");
  }

  private static double metresPerUnit(GeoKeys keys) {
    int code = keys.code(GeoKeys.LINEAR_UNITS);
    return code == GeoKeys.USER_DEFINED
        ? keys.number(1, GeoKeys.LINEAR_UNIT_SIZE)
        : LinearUnit.find(code).orElse(LinearUnit.METRE).metres();
  }

  /** The name of the coordinate transformation (key 3075) and its parameters. */
  private static String method(GeoKeys keys, Map<String, Double> p) {
    int code = keys.code(GeoKeys.COORDINATE_TRANSFORMATION);
    String name = name(code, keys);
    switch (code) {
      case 1, 9, 14, 16, 27 -> origin(p, keys, true);
      case 3, 4, HOTINE_CENTER -> {
        centre(p, keys);
        p.put("azimuth", keys.number(0, GeoKeys.AZIMUTH));
        if (code != 4) {
          p.put("rectified_grid_angle", keys.number(90, GeoKeys.RECTIFIED_GRID_ANGLE));
        }
        p.put("scale_factor", scale(keys));
      }
      case 5, 10, 12 -> centre(p, keys);
      case 11 -> {
        parallels(p, keys);
        centre(p, keys);
      }
      case 7 -> {
        origin(p, keys, true);
        if (keys.findNumber(GeoKeys.STANDARD_PARALLEL_1).isPresent()) {
          p.remove("scale_factor");
          p.put("standard_parallel_1", keys.number(0, GeoKeys.STANDARD_PARALLEL_1));
        }
      }
      case 8, 13 -> {
        parallels(p, keys);
        origin(p, keys, false);
      }
      case 15 -> {
        origin(p, keys, true);
        p.put(
            "central_meridian",
            keys.number(p.getOrDefault("central_meridian", 0.0), GeoKeys.POLE_LONGITUDE));
      }
      case 17 -> {
        origin(p, keys, false);
        p.put("standard_parallel_1", keys.number(0, GeoKeys.STANDARD_PARALLEL_1));
      }
      case 28 -> {
        p.put("central_meridian", longitude(keys));
        p.put("standard_parallel_1", keys.number(0, GeoKeys.STANDARD_PARALLEL_1));
      }
      case 18, 19, 21, 22, 26 -> origin(p, keys, false);
      default -> p.put("longitude_of_center", longitude(keys));
    }
    p.put(
        "false_easting",
        keys.number(
            0, GeoKeys.FALSE_EASTING, GeoKeys.CENTRE_EASTING, GeoKeys.FALSE_ORIGIN_EASTING));
    p.put(
        "false_northing",
        keys.number(
            0, GeoKeys.FALSE_NORTHING, GeoKeys.CENTRE_NORTHING, GeoKeys.FALSE_ORIGIN_NORTHING));
    return name;
  }

  private static String name(int code, GeoKeys keys) {
    return switch (code) {
      case 1 -> "Transverse_Mercator";
      case 2 -> "Transverse_Mercator_Modified_Alaska";
      case 3 -> "Hotine_Oblique_Mercator";
      case 4 -> "Laborde_Oblique_Mercator";
      case 5 -> "Swiss_Oblique_Cylindrical";
      case 6 -> "Oblique_Mercator_Spherical";
      case 7 ->
          keys.findNumber(GeoKeys.STANDARD_PARALLEL_1).isPresent()
              ? "Mercator_2SP"
              : "Mercator_1SP";
      case 8 -> "Lambert_Conformal_Conic_2SP";
      case 9 -> "Lambert_Conformal_Conic_1SP";
      case 10 -> "Lambert_Azimuthal_Equal_Area";
      case 11 -> "Albers_Conic_Equal_Area";
      case 12 -> "Azimuthal_Equidistant";
      case 13 -> "Equidistant_Conic";
      case 14 -> "Stereographic";
      case 15 -> "Polar_Stereographic";
      case 16 -> "Oblique_Stereographic";
      case 17 -> "Equirectangular";
      case 18 -> "Cassini_Soldner";
      default -> furtherName(code, keys);
    };
  }

  private static String furtherName(int code, GeoKeys keys) {
    return switch (code) {
      case 19 -> "Gnomonic";
      case 20 -> "Miller_Cylindrical";
      case 21 -> "Orthographic";
      case 22 -> "Polyconic";
      case 23 -> "Robinson";
      case 24 -> "Sinusoidal";
      case 25 -> "VanDerGrinten";
      case 26 -> "New_Zealand_Map_Grid";
      case 27 -> "Transverse_Mercator_South_Orientated";
      case 28 -> "Cylindrical_Equal_Area";
      case HOTINE_CENTER -> "Hotine_Oblique_Mercator_Azimuth_Center";
      default -> {
        int projection = keys.code(GeoKeys.PROJECTION);
        boolean known = projection > 0 && projection < GeoKeys.USER_DEFINED;
        if (known) {
          yield "EPSG:" + projection;
        }
        yield code == 0 || code == GeoKeys.USER_DEFINED
            ? ""
            : "GeoTIFF coordinate transformation " + code;
      }
    };
  }

  private static void origin(Map<String, Double> p, GeoKeys keys, boolean scaled) {
    p.put("latitude_of_origin", latitude(keys));
    p.put("central_meridian", longitude(keys));
    if (scaled) {
      p.put("scale_factor", scale(keys));
    }
  }

  private static void parallels(Map<String, Double> p, GeoKeys keys) {
    p.put("standard_parallel_1", keys.number(0, GeoKeys.STANDARD_PARALLEL_1));
    p.put("standard_parallel_2", keys.number(0, GeoKeys.STANDARD_PARALLEL_2));
  }

  private static void centre(Map<String, Double> p, GeoKeys keys) {
    p.put("latitude_of_center", latitude(keys));
    p.put("longitude_of_center", longitude(keys));
  }

  private static double latitude(GeoKeys keys) {
    return keys.number(
        0, GeoKeys.NATURAL_ORIGIN_LATITUDE, GeoKeys.FALSE_ORIGIN_LATITUDE, GeoKeys.CENTRE_LATITUDE);
  }

  private static double longitude(GeoKeys keys) {
    return keys.number(
        0,
        GeoKeys.NATURAL_ORIGIN_LONGITUDE,
        GeoKeys.FALSE_ORIGIN_LONGITUDE,
        GeoKeys.CENTRE_LONGITUDE);
  }

  private static double scale(GeoKeys keys) {
    return keys.number(1, GeoKeys.SCALE_AT_NATURAL_ORIGIN, GeoKeys.SCALE_AT_CENTRE);
  }
}
