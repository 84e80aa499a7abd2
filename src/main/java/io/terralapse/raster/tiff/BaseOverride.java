package io.terralapse.raster.tiff;

import java.util.Optional;

/**
 * Keys that give a system of an EPSG code another base than the EPSG Dataset does: another
 * geographic system (key 2048), geodetic datum (2050) or ellipsoid (2056). They win over the code,
 * as in libgeotiff; keys that say the same, or another datum that is equivalent to WGS 84 as that
 * of the code is, change nothing. Stateless.
 */
final class BaseOverride {
  private static final int WGS84 = 4326;
  private static final int WGS84_ELLIPSOID = 7030;
  private static final int GRS80 = 7019;

  private BaseOverride() {}

  /** The base that replaces that of a projected system, as WKT 1; empty if the keys have none. */
  static Optional<String> findForProjected(GeoKeys keys, int projected) {
    boolean silent =
        keys.code(GeoKeys.GEOGRAPHIC_TYPE) == 0
            && keys.code(GeoKeys.GEODETIC_DATUM) == 0
            && keys.code(GeoKeys.ELLIPSOID) == 0;
    return silent
        ? Optional.empty()
        : CodedSystem.findBase(projected).flatMap(base -> find(keys, base));
  }

  /**
   * The system that replaces that of a code, as WKT 1; empty if the keys have none, and for WGS 84,
   * which GDAL takes as it is.
   */
  static Optional<String> findForGeographic(GeoKeys keys, int code) {
    boolean silent =
        code == WGS84
            || (keys.code(GeoKeys.GEODETIC_DATUM) == 0 && keys.code(GeoKeys.ELLIPSOID) == 0);
    return silent ? Optional.empty() : CodedSystem.find(code).flatMap(base -> find(keys, base));
  }

  private static Optional<String> find(GeoKeys keys, CodedSystem base) {
    int geographic = keys.code(GeoKeys.GEOGRAPHIC_TYPE);
    if (geographic == GeoKeys.USER_DEFINED) {
      return findUserDefined(keys, base);
    }
    Optional<CodedSystem> named =
        geographic == 0 ? Optional.of(base) : CodedSystem.find(geographic);
    if (named.isEmpty()) {
      return Optional.of(system(geographic));
    }
    int datum = known(keys, GeoKeys.GEODETIC_DATUM, named.get().datum());
    CodedSystem ofDatum =
        datum == named.get().datum()
            ? named.get()
            : CodedSystem.findByDatum(datum).orElse(named.get());
    int ellipsoid = known(keys, GeoKeys.ELLIPSOID, ofDatum.ellipsoid());
    boolean otherEllipsoid = ellipsoid != ofDatum.ellipsoid();
    boolean geocentric = otherEllipsoid ? isGeocentric(ellipsoid) : ofDatum.isGeocentric();
    boolean same = !otherEllipsoid && datum == base.datum();
    if ((same || (geocentric && base.isGeocentric()))
        && named.get().meridian() == base.meridian()) {
      return Optional.empty();
    }
    if (!otherEllipsoid && datum == named.get().datum()) {
      return Optional.of(system(named.get().code()));
    }
    String part =
        otherEllipsoid
            ? "DATUM[\"unknown\",SPHEROID[\"unknown\"," + GeographicWkt.epsg(ellipsoid) + "]]"
            : "DATUM[\"unknown\"," + GeographicWkt.epsg(datum) + "]";
    return Optional.of(
        "GEOGCS[\"unknown\","
            + part
            + ",PRIMEM[\"unknown\","
            + GeographicWkt.epsg(named.get().meridian())
            + "],UNIT[\"degree\",0.017453292519943295]]");
  }

  private static String system(int code) {
    return "GEOGCS["
        + GeographicWkt.quoted("EPSG:" + code)
        + ",UNIT[\"degree\",0.017453292519943295],"
        + GeographicWkt.epsg(code)
        + "]";
  }

  /** The keys of a user-defined system, unless they have no datum, or an equivalent one. */
  private static Optional<String> findUserDefined(GeoKeys keys, CodedSystem base) {
    int datum = known(keys, GeoKeys.GEODETIC_DATUM, 0);
    int ellipsoid = known(keys, GeoKeys.ELLIPSOID, 0);
    boolean defined = datum > 0 || ellipsoid > 0 || keys.number(0, GeoKeys.SEMI_MAJOR) > 0;
    int meridian = known(keys, GeoKeys.PRIME_MERIDIAN, base.meridian());
    boolean geocentric =
        datum > 0
            ? CodedSystem.findByDatum(datum).map(CodedSystem::isGeocentric).orElse(false)
            : isGeocentric(ellipsoid);
    boolean same = datum == base.datum() || (geocentric && base.isGeocentric());
    return !defined || (same && meridian == base.meridian())
        ? Optional.empty()
        : Optional.of(GeographicWkt.ofBase(keys));
  }

  private static int known(GeoKeys keys, int key, int otherwise) {
    int code = keys.code(key);
    return code > 0 && code < GeoKeys.USER_DEFINED ? code : otherwise;
  }

  private static boolean isGeocentric(int ellipsoid) {
    return ellipsoid == WGS84_ELLIPSOID || ellipsoid == GRS80;
  }
}
