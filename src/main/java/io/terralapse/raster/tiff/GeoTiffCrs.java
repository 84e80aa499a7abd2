package io.terralapse.raster.tiff;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The CRS that GeoTIFF keys define, with the precedence of GDAL. Nothing is left out because it is
 * not supported: the definition is passed on, so that it can be refused by its name. Stateless.
 */
final class GeoTiffCrs {
  private static final String ESRI_WKT = "ESRI PE String = ";
  private static final String LOCAL = "LOCAL_CS[";
  private static final String PSEUDO_MERCATOR = "EPSG:3857";
  private static final int PROJECTED = 1;
  private static final int GEOGRAPHIC = 2;
  private static final int GEOCENTRIC = 3;

  private GeoTiffCrs() {}

  /** {@code EPSG:n} or WKT 1, which may be abbreviated to EPSG codes; empty if there is none. */
  static Optional<String> of(GeoKeys keys) {
    int model = keys.code(GeoKeys.MODEL_TYPE);
    int projected = keys.code(GeoKeys.PROJECTED_TYPE);
    int geographic = keys.code(GeoKeys.GEOGRAPHIC_TYPE);
    if (model == GEOGRAPHIC) {
      return geographic == 0 ? Optional.empty() : Optional.of(geographic(keys, geographic));
    }
    if (model == GEOCENTRIC) {
      return Optional.of("GEOCCS[" + GeographicWkt.quoted(citation(keys)) + "]");
    }
    if (projected > 0 && projected != GeoKeys.USER_DEFINED) {
      return Optional.of(ProjectedWkt.ofCode(keys, projected));
    }
    if (projected == GeoKeys.USER_DEFINED && isGoogleMercator(keys)) {
      return Optional.of(PSEUDO_MERCATOR);
    }
    boolean complete = keys.code(GeoKeys.COORDINATE_TRANSFORMATION) > 0;
    Optional<String> written = findDefinition(keys, GeoKeys.PROJECTED_CITATION, GeoKeys.CITATION);
    if (written.isPresent() && !(complete && model == PROJECTED)) {
      return written;
    }
    boolean userDefined = complete || projected == GeoKeys.USER_DEFINED;
    if (model == PROJECTED || userDefined) {
      return Optional.of(ProjectedWkt.of(keys));
    }
    if (model == 0 && geographic > 0) {
      return Optional.of(geographic(keys, geographic));
    }
    return local(keys);
  }

  /**
   * True for the name under which gdal2tiles and others wrote Web Mercator before it had a code:
   * the parameters beside it are those of an ellipsoidal Mercator, up to 35 km away. libgeotiff and
   * GDAL go by the name as well.
   */
  private static boolean isGoogleMercator(GeoKeys keys) {
    return IntStream.of(GeoKeys.PROJECTED_CITATION, GeoKeys.CITATION)
        .mapToObj(keys::text)
        .anyMatch(text -> text.strip().equalsIgnoreCase("Google Maps Global Mercator"));
  }

  /** True for a definition without a position on the Earth. */
  static boolean isLocal(String definition) {
    return definition.startsWith(LOCAL);
  }

  private static String geographic(GeoKeys keys, int code) {
    if (code != GeoKeys.USER_DEFINED) {
      // The unit is that of the code, whatever the key says, as in GDAL.
      boolean shifted = keys.numbers(GeoKeys.TO_WGS84).length > 0;
      return shifted
          ? GeographicWkt.of(keys)
          : BaseOverride.findForGeographic(keys, code).orElse("EPSG:" + code);
    }
    return findDefinition(keys, GeoKeys.GEOG_CITATION).orElseGet(() -> GeographicWkt.of(keys));
  }

  /** A complete definition as ArcGIS writes it, and GDAL for what GeoTIFF cannot express. */
  private static Optional<String> findDefinition(GeoKeys keys, int... citations) {
    for (int key : citations) {
      String text = keys.text(key);
      if (text.startsWith("PROJCS[") || text.startsWith("GEOGCS[")) {
        return Optional.of(text);
      }
      int at = text.indexOf(ESRI_WKT);
      if (at >= 0) {
        return Optional.of(text.substring(at + ESRI_WKT.length()).strip());
      }
    }
    return Optional.empty();
  }

  /** A local system, if it has a name: otherwise the keys say nothing about the CRS. */
  private static Optional<String> local(GeoKeys keys) {
    String name = citation(keys);
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(LOCAL + GeographicWkt.quoted(name) + "]");
  }

  private static String citation(GeoKeys keys) {
    String name = keys.text(GeoKeys.CITATION);
    return name.isEmpty() ? keys.text(GeoKeys.GEOG_CITATION) : name;
  }
}
