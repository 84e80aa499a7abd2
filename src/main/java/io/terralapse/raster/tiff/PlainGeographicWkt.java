package io.terralapse.raster.tiff;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the most frequent geographic systems in full, so that the EPSG Dataset need not be read
 * for them: degrees from Greenwich on a known datum, sphere or ellipsoid. The texts are in
 * published ledgers, which compare them. Stateless.
 */
final class PlainGeographicWkt {
  private static final String UNKNOWN = "unknown";
  private static final int DEGREE = 9102;

  /** A geodetic datum; the inverse flattening of a sphere is 0. */
  private record Datum(String name, String ellipsoid, double semiMajor, double inverseFlattening) {}

  private static final Datum WGS84 = new Datum("WGS_1984", "WGS 84", 6378137, 298.257223563);
  private static final Datum NAD83 =
      new Datum("North_American_Datum_1983", "GRS 1980", 6378137, 298.257222101);
  private static final Datum NAD27 =
      new Datum("North_American_Datum_1927", "Clarke 1866", 6378206.4, 294.978698213898);
  private static final Datum ETRS89 =
      new Datum("European_Terrestrial_Reference_System_1989", "GRS 1980", 6378137, 298.257222101);
  private static final Datum ED50 =
      new Datum("European_Datum_1950", "International 1924", 6378388, 297);

  /** By the EPSG code of the geographic CRS or of the datum. */
  private static final Map<Integer, Datum> DATUMS =
      Map.of(
          4326, WGS84, 6326, WGS84, 4269, NAD83, 6269, NAD83, 4267, NAD27, 6267, NAD27, 4258,
          ETRS89, 6258, ETRS89, 4230, ED50, 6230, ED50);

  /** By the EPSG code of the ellipsoid. */
  private static final Map<Integer, Datum> ELLIPSOIDS =
      Map.of(
          7030, new Datum(UNKNOWN, "WGS 84", 6378137, 298.257223563),
          7019, new Datum(UNKNOWN, "GRS 1980", 6378137, 298.257222101),
          7008, new Datum(UNKNOWN, "Clarke 1866", 6378206.4, 294.978698213898),
          7022, new Datum(UNKNOWN, "International 1924", 6378388, 297),
          7004, new Datum(UNKNOWN, "Bessel 1841", 6377397.155, 299.1528128),
          7048, new Datum(UNKNOWN, "GRS 1980 Authalic Sphere", 6371007, 0),
          7035, new Datum(UNKNOWN, "Sphere", 6371000, 0));

  private PlainGeographicWkt() {}

  /**
   * The WKT; empty if it is another system.
   *
   * @param datumName name of the datum in the citation; empty if there is none
   */
  static Optional<String> find(GeoKeys keys, String datumName) {
    int units = keys.code(GeoKeys.ANGULAR_UNITS);
    int meridian = keys.code(GeoKeys.PRIME_MERIDIAN);
    boolean plain =
        (units == 0 || units == DEGREE)
            && keys.number(0, GeoKeys.PRIME_MERIDIAN_LONGITUDE) == 0
            && (meridian == 0 || meridian == GeoKeys.USER_DEFINED || meridian == 8901)
            && keys.numbers(GeoKeys.TO_WGS84).length == 0;
    return plain
        ? findDatum(keys)
            .filter(datum -> isComplete(datum, datumName))
            .map(PlainGeographicWkt::write)
        : Optional.empty();
  }

  /** A datum of unknown name may be known by that of the citation, unless it is geocentric. */
  private static boolean isComplete(Datum datum, String datumName) {
    return datumName.isEmpty()
        || !datum.name.equals(UNKNOWN)
        || datum.inverseFlattening == 0
        || datum.semiMajor == WGS84.semiMajor;
  }

  private static Optional<Datum> findDatum(GeoKeys keys) {
    int geographic = keys.code(GeoKeys.GEOGRAPHIC_TYPE);
    for (int code : new int[] {geographic, keys.code(GeoKeys.GEODETIC_DATUM)}) {
      Datum datum = DATUMS.get(code);
      if (datum != null) {
        return Optional.of(datum);
      }
      if (code > 0 && code < GeoKeys.USER_DEFINED) {
        return Optional.empty();
      }
    }
    double semiMajor = keys.number(0, GeoKeys.SEMI_MAJOR);
    if (semiMajor > 0) {
      double semiMinor = keys.number(semiMajor, GeoKeys.SEMI_MINOR);
      double flattening = semiMajor == semiMinor ? 0 : semiMajor / (semiMajor - semiMinor);
      double inverse = keys.number(flattening, GeoKeys.INVERSE_FLATTENING);
      return Optional.of(new Datum(UNKNOWN, UNKNOWN, semiMajor, inverse));
    }
    return Optional.ofNullable(ELLIPSOIDS.get(keys.code(GeoKeys.ELLIPSOID)));
  }

  private static String write(Datum datum) {
    return String.format(
        Locale.ROOT,
        "GEOGCS[\"%s\",DATUM[\"%s\",SPHEROID[\"%s\",%s,%s]],"
            + "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.017453292519943295]]",
        datum.name.equals("WGS_1984") ? "WGS 84" : datum.name.replace('_', ' '),
        datum.name,
        datum.ellipsoid,
        datum.semiMajor,
        datum.inverseFlattening);
  }
}
