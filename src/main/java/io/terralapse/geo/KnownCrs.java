package io.terralapse.geo;

import java.util.Optional;

/**
 * Definitions of the most frequent systems of satellite scenes, which are predefined because the
 * first query to the EPSG database takes a second. Parameters are those of the EPSG registry; the
 * axis order is longitude or easting first.
 */
final class KnownCrs {
  private static final String WGS84 =
      geographic("WGS 84", "WGS_1984", "WGS 84", 6378137, 298.257223563);
  private static final String NAD83 =
      geographic("NAD83", "North_American_Datum_1983", "GRS 1980", 6378137, 298.257222101);

  private KnownCrs() {}

  /** The definition as WKT 1, if the system is predefined. */
  static Optional<String> findWkt(int epsg) {
    int zone = epsg % 100;
    boolean isZone = zone >= 1 && zone <= 60;
    if (epsg / 100 == 326 && isZone) {
      return Optional.of(utm("WGS 84", WGS84, zone, true));
    }
    if (epsg / 100 == 327 && isZone) {
      return Optional.of(utm("WGS 84", WGS84, zone, false));
    }
    if (epsg / 100 == 269 && zone >= 1 && zone <= 23) {
      return Optional.of(utm("NAD83", NAD83, zone, true));
    }
    return switch (epsg) {
      case 4326 -> Optional.of(WGS84);
      case 4269 -> Optional.of(NAD83);
      case 3857 -> Optional.of(pseudoMercator());
      case 3413 -> Optional.of(polarB("WGS 84 / NSIDC Sea Ice Polar Stereographic North", 70, -45));
      case 3031 -> Optional.of(polarB("WGS 84 / Antarctic Polar Stereographic", -71, 0));
      case 5041 -> Optional.of(polarA("WGS 84 / UPS North (E,N)", 90));
      case 5042 -> Optional.of(polarA("WGS 84 / UPS South (E,N)", -90));
      default -> findEqualArea(epsg);
    };
  }

  /** Those of projections that the factory of codes lacks. */
  private static Optional<String> findEqualArea(int epsg) {
    return switch (epsg) {
      case 6933 -> Optional.of(equalArea("WGS 84 / NSIDC EASE-Grid 2.0 Global"));
      case 3975 -> Optional.of(equalArea("WGS 84 / NSIDC EASE-Grid Global"));
      case 8857 -> Optional.of(equalEarth("Greenwich", 0));
      case 8858 -> Optional.of(equalEarth("Americas", -90));
      case 8859 -> Optional.of(equalEarth("Asia-Pacific", 150));
      default -> Optional.empty();
    };
  }

  /** True for the predefined codes of geographic systems. */
  static boolean isGeographic(int epsg) {
    return epsg == 4326 || epsg == 4269;
  }

  /** True for the {@code EPSG:n} text of a predefined UTM zone. */
  static boolean isUtm(String text) {
    return text.matches("EPSG:(326|327|269)[0-9]{2}");
  }

  /** True for a UTM zone of the southern hemisphere, whose northings start at 10,000 km. */
  static boolean isUtmSouth(String text) {
    return text.startsWith("EPSG:327");
  }

  /**
   * True for coordinates of a predefined UTM zone that are certainly on its map: within 1,000 km of
   * the central meridian and 9,900 km of the equator. Tells so without loading the definition.
   */
  static boolean isWithinUtm(String text, double x, double y) {
    double equator = isUtmSouth(text) ? 10_000_000 : 0;
    return isUtm(text) && Math.abs(x - 500_000) <= 1_000_000 && Math.abs(y - equator) <= 9_900_000;
  }

  private static String geographic(
      String name, String datum, String spheroid, double axis, double inverseFlattening) {
    return "GEOGCS[\"%s\",DATUM[\"%s\",SPHEROID[\"%s\",%s,%s],TOWGS84[0,0,0,0,0,0,0]],"
            .formatted(name, datum, spheroid, axis, inverseFlattening)
        + "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.017453292519943295],"
        + "AXIS[\"Geodetic longitude\",EAST],AXIS[\"Geodetic latitude\",NORTH]]";
  }

  private static String utm(String family, String base, int zone, boolean north) {
    return projected(
        family + " / UTM zone " + zone + (north ? "N" : "S"),
        base,
        "Transverse_Mercator",
        parameter("latitude_of_origin", 0)
            + parameter("central_meridian", 6 * zone - 183)
            + parameter("scale_factor", 0.9996)
            + parameter("false_easting", 500000)
            + parameter("false_northing", north ? 0 : 10000000));
  }

  private static String pseudoMercator() {
    return projected(
        "WGS 84 / Pseudo-Mercator",
        WGS84,
        "Popular Visualisation Pseudo Mercator",
        parameter("semi_minor", 6378137)
            + parameter("latitude_of_origin", 0)
            + parameter("central_meridian", 0)
            + parameter("scale_factor", 1)
            + parameter("false_easting", 0)
            + parameter("false_northing", 0));
  }

  /** EPSG method 9835, which the factory of codes lacks. */
  private static String equalArea(String name) {
    return projected(
        name,
        WGS84,
        "Terralapse_Cylindrical_Equal_Area",
        parameter("standard_parallel_1", 30)
            + parameter("central_meridian", 0)
            + parameter("false_easting", 0)
            + parameter("false_northing", 0));
  }

  /** EPSG method 1078 on the ellipsoid, which the factory of codes has on a sphere. */
  private static String equalEarth(String region, int meridian) {
    return projected(
        "WGS 84 / Equal Earth " + region,
        WGS84,
        "Terralapse_Equal_Earth",
        parameter("central_meridian", meridian)
            + parameter("false_easting", 0)
            + parameter("false_northing", 0));
  }

  private static String polarA(String name, int pole) {
    return projected(
        name,
        WGS84,
        "Polar Stereographic (variant A)",
        parameter("latitude_of_origin", pole)
            + parameter("central_meridian", 0)
            + parameter("scale_factor", 0.994)
            + parameter("false_easting", 2000000)
            + parameter("false_northing", 2000000));
  }

  private static String polarB(String name, int standardParallel, int meridian) {
    return projected(
        name,
        WGS84,
        "Polar Stereographic (variant B)",
        parameter("standard_parallel_1", standardParallel)
            + parameter("central_meridian", meridian)
            + parameter("false_easting", 0)
            + parameter("false_northing", 0));
  }

  private static String projected(String name, String base, String projection, String parameters) {
    return "PROJCS[\"%s\",%s,PROJECTION[\"%s\"],%sUNIT[\"m\",1],AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH]]"
        .formatted(name, base, projection, parameters);
  }

  private static String parameter(String name, double value) {
    return "PARAMETER[\"" + name + "\"," + value + "],";
  }
}
