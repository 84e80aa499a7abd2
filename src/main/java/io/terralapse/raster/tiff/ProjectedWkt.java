package io.terralapse.raster.tiff;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Writes a user-defined projected CRS as WKT 1 (OGC 01-009), for the projections that satellite
 * products use. The axis order is easting, northing.
 */
final class ProjectedWkt {
  private ProjectedWkt() {}

  /** The WKT; empty if the projection, the unit or the datum is not supported. */
  static Optional<String> of(GeoKeys keys) {
    Optional<String> geographic = GeographicWkt.of(keys);
    OptionalDouble metresPerUnit = metresPerUnit(keys);
    if (geographic.isEmpty() || metresPerUnit.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Double> p = new LinkedHashMap<>();
    Optional<String> method = utm(keys, p);
    if (method.isEmpty()) {
      method = method(keys, p);
    }
    return method.map(m -> write(m, p, geographic.get(), metresPerUnit.getAsDouble()));
  }

  private static OptionalDouble metresPerUnit(GeoKeys keys) {
    return switch (keys.code(GeoKeys.LINEAR_UNITS)) {
      case 0, 9001 -> OptionalDouble.of(1);
      case 9002 -> OptionalDouble.of(0.3048);
      case 9003 -> OptionalDouble.of(1200.0 / 3937.0);
      case GeoKeys.USER_DEFINED -> keys.findNumber(GeoKeys.LINEAR_UNIT_SIZE);
      default -> OptionalDouble.empty();
    };
  }

  /** EPSG's projection codes 16001 to 16060 are UTM north, 16101 to 16160 UTM south. */
  private static Optional<String> utm(GeoKeys keys, Map<String, Double> p) {
    int code = keys.code(GeoKeys.PROJECTION);
    int zone = code % 100;
    if ((code / 100 != 160 && code / 100 != 161) || zone < 1 || zone > 60) {
      return Optional.empty();
    }
    p.put("latitude_of_origin", 0.0);
    p.put("central_meridian", zone * 6 - 183.0);
    p.put("scale_factor", 0.9996);
    p.put("false_easting", 500000.0);
    p.put("false_northing", code / 100 == 161 ? 10000000.0 : 0.0);
    return Optional.of("Transverse_Mercator");
  }

  private static Optional<String> method(GeoKeys keys, Map<String, Double> p) {
    double longitude =
        keys.number(
            0,
            GeoKeys.NATURAL_ORIGIN_LONGITUDE,
            GeoKeys.FALSE_ORIGIN_LONGITUDE,
            GeoKeys.CENTRE_LONGITUDE);
    double latitude =
        keys.number(
            0,
            GeoKeys.NATURAL_ORIGIN_LATITUDE,
            GeoKeys.FALSE_ORIGIN_LATITUDE,
            GeoKeys.CENTRE_LATITUDE);
    double scale = keys.number(1, GeoKeys.SCALE_AT_NATURAL_ORIGIN);
    String name;
    switch (keys.code(GeoKeys.COORDINATE_TRANSFORMATION)) {
      case 1 -> {
        name = "Transverse_Mercator";
        origin(p, latitude, longitude);
        p.put("scale_factor", scale);
      }
      case 8 -> {
        name = "Lambert_Conformal_Conic_2SP";
        parallels(p, keys);
        origin(p, latitude, longitude);
      }
      case 9 -> {
        name = "Lambert_Conformal_Conic_1SP";
        origin(p, latitude, longitude);
        p.put("scale_factor", scale);
      }
      case 10 -> {
        name = "Lambert_Azimuthal_Equal_Area";
        p.put("latitude_of_center", latitude);
        p.put("longitude_of_center", longitude);
      }
      case 11 -> {
        name = "Albers_Conic_Equal_Area";
        parallels(p, keys);
        p.put("latitude_of_center", latitude);
        p.put("longitude_of_center", longitude);
      }
      case 15 -> {
        name = "Polar_Stereographic";
        origin(p, latitude, keys.number(longitude, GeoKeys.POLE_LONGITUDE));
        p.put("scale_factor", scale);
      }
      case 24 -> {
        name = "Sinusoidal";
        p.put("longitude_of_center", longitude);
      }
      default -> {
        return Optional.empty();
      }
    }
    p.put("false_easting", keys.number(0, GeoKeys.FALSE_EASTING, GeoKeys.FALSE_ORIGIN_EASTING));
    p.put("false_northing", keys.number(0, GeoKeys.FALSE_NORTHING, GeoKeys.FALSE_ORIGIN_NORTHING));
    return Optional.of(name);
  }

  private static void origin(Map<String, Double> p, double latitude, double longitude) {
    p.put("latitude_of_origin", latitude);
    p.put("central_meridian", longitude);
  }

  private static void parallels(Map<String, Double> p, GeoKeys keys) {
    p.put("standard_parallel_1", keys.number(0, GeoKeys.STANDARD_PARALLEL_1));
    p.put("standard_parallel_2", keys.number(0, GeoKeys.STANDARD_PARALLEL_2));
  }

  private static String write(
      String method, Map<String, Double> parameters, String geographic, double metresPerUnit) {
    StringBuilder wkt = new StringBuilder("PROJCS[\"user-defined\",").append(geographic);
    wkt.append(",PROJECTION[\"").append(method).append("\"]");
    parameters.forEach(
        (name, value) ->
            wkt.append(",PARAMETER[\"").append(name).append("\",").append(value).append(']'));
    return wkt.append(",UNIT[\"")
        .append(metresPerUnit == 1 ? "metre" : "unit")
        .append("\",")
        .append(metresPerUnit)
        .append("],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH]]")
        .toString();
  }
}
