package io.terralapse.geo;

import java.text.ParseException;
import java.util.Optional;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.datum.DatumAuthorityFactory;
import org.geotools.referencing.CRS;
import org.geotools.referencing.ReferencingFactoryFinder;
import org.geotools.referencing.wkt.Formattable;
import org.geotools.util.factory.Hints;

/**
 * Systems and their parts by EPSG code, as well-known text without TOWGS84: the EPSG Dataset has
 * several transformations for most datums, of which {@link Transforms} chooses. Thread-safe.
 */
final class EpsgParts {
  private EpsgParts() {}

  /** A projected or geographic system. */
  static WktNode system(int code) {
    Optional<String> known = KnownCrs.findWkt(code);
    return known.isPresent()
        ? parse("CRS", code, known::get)
        : parse("CRS", code, () -> text(CRS.decode("EPSG:" + code, true)));
  }

  /** A geodetic datum. */
  static WktNode datum(int code) {
    return parse("datum", code, () -> text(factory().createGeodeticDatum("EPSG:" + code)));
  }

  /** An ellipsoid. */
  static WktNode ellipsoid(int code) {
    return parse("ellipsoid", code, () -> text(factory().createEllipsoid("EPSG:" + code)));
  }

  /** A prime meridian. */
  static WktNode primeMeridian(int code) {
    return parse("prime meridian", code, () -> text(factory().createPrimeMeridian("EPSG:" + code)));
  }

  private static DatumAuthorityFactory factory() throws FactoryException {
    return ReferencingFactoryFinder.getDatumAuthorityFactory(
        "EPSG", new Hints(Hints.FORCE_LONGITUDE_FIRST_AXIS_ORDER, true));
  }

  private static String text(Object part) {
    return ((Formattable) part).toWKT(0);
  }

  /** The creation of a text, which can fail in several ways. */
  private interface Source {
    String get() throws FactoryException;
  }

  private static WktNode parse(String part, int code, Source source) {
    GeoToolsSetup.ensure();
    GeoToolsSetup.prepareEpsgDatabase();
    try {
      return WktParser.parse(source.get());
    } catch (FactoryException | ParseException | UnsupportedOperationException e) {
      throw CrsRefusals.code(part, code, e);
    }
  }
}
