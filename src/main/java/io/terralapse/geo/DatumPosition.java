package io.terralapse.geo;

import java.util.List;
import org.geotools.api.referencing.ReferenceIdentifier;
import org.geotools.api.referencing.crs.SingleCRS;
import org.geotools.api.referencing.datum.Ellipsoid;
import org.geotools.api.referencing.datum.GeodeticDatum;
import org.geotools.referencing.CRS;
import org.geotools.referencing.datum.BursaWolfParameters;
import org.geotools.referencing.datum.DefaultGeodeticDatum;
import org.jspecify.annotations.Nullable;

/**
 * How the geodetic datum of a system is positioned relative to WGS 84.
 *
 * @param shifts candidate transformations; empty if none is known
 */
record DatumPosition(List<DatumShift> shifts) {
  private static final DatumPosition EQUIVALENT = new DatumPosition(List.of(DatumShift.NONE));

  /** WGS 84 and GRS 1980 have these; the modern geocentric frames agree within 1 to 2 m. */
  private static final double GEOCENTRIC_AXIS = 6_378_137;

  private static final double GEOCENTRIC_INVERSE_FLATTENING = 298.25722;

  /**
   * The position of a system's datum: from TOWGS84 in its definition, else from the EPSG Dataset by
   * the code or name of the datum, else equivalent to WGS 84 if the ellipsoid is that of the
   * geocentric frames or a sphere.
   */
  static DatumPosition of(Crs crs) {
    if (crs.isPixels() || crs.isPredefined() || crs.isSpherical()) {
      return EQUIVALENT;
    }
    GeodeticDatum datum = datum(crs);
    @Nullable BursaWolfParameters own = crs.isDefinedByCode() ? null : toWgs84(datum);
    if (own != null) {
      return new DatumPosition(List.of(shift(own)));
    }
    List<DatumShift> published = published(datum);
    return published.isEmpty() && isGeocentric(datum.getEllipsoid())
        ? EQUIVALENT
        : new DatumPosition(published);
  }

  /** The datum of a system, which is neither pixels nor a compound system. */
  static GeodeticDatum datum(Crs crs) {
    return (GeodeticDatum) ((SingleCRS) crs.system()).getDatum();
  }

  /** True if a transformation to WGS 84 is known. */
  boolean isKnown() {
    return !shifts.isEmpty();
  }

  /** True if longitudes and latitudes are taken as those of WGS 84. */
  boolean isEquivalent() {
    return isKnown() && shifts.stream().allMatch(DatumShift::isZero);
  }

  /**
   * The transformation for a point, chosen as PROJ does: the most accurate one whose area contains
   * the point, of equals the one of the smallest area; the first if none does.
   *
   * @param lon degrees from Greenwich
   * @param lat degrees
   */
  DatumShift shiftAt(double lon, double lat) {
    @Nullable DatumShift best = null;
    for (DatumShift shift : shifts) {
      if (shift.area().contains(lon, lat) && (best == null || isBetter(shift, best))) {
        best = shift;
      }
    }
    return best == null ? shifts.get(0) : best;
  }

  private static boolean isBetter(DatumShift shift, DatumShift best) {
    double accuracy = known(shift.accuracyMetres());
    double least = known(best.accuracyMetres());
    boolean isSmaller = accuracy == least && shift.area().size() < best.area().size();
    return !shift.isOffshore() && (accuracy < least || isSmaller);
  }

  private static double known(double accuracy) {
    return Double.isNaN(accuracy) ? Double.POSITIVE_INFINITY : accuracy;
  }

  private static List<DatumShift> published(GeodeticDatum datum) {
    for (ReferenceIdentifier id : datum.getIdentifiers()) {
      if ("EPSG".equalsIgnoreCase(id.getCodeSpace())) {
        List<DatumShift> shifts = DatumShiftTable.ofCode(id.getCode());
        if (!shifts.isEmpty()) {
          return shifts;
        }
      }
    }
    return DatumShiftTable.ofName(datum.getName().getCode());
  }

  /**
   * True if GeoTools would shift this datum, although the EPSG Dataset has it as equivalent to WGS
   * 84.
   */
  static boolean isShiftedByGeoTools(Crs crs) {
    @Nullable BursaWolfParameters parameters = toWgs84(datum(crs));
    return parameters != null && !parameters.isIdentity();
  }

  private static @Nullable BursaWolfParameters toWgs84(GeodeticDatum datum) {
    if (datum instanceof DefaultGeodeticDatum known) {
      for (BursaWolfParameters parameters : known.getBursaWolfParameters()) {
        if (CRS.equalsIgnoreMetadata(parameters.targetDatum, DefaultGeodeticDatum.WGS84)) {
          return parameters;
        }
      }
    }
    return null;
  }

  private static DatumShift shift(BursaWolfParameters p) {
    return new DatumShift(
        new DatumShift.Parameters(p.dx, p.dy, p.dz, p.ex, p.ey, p.ez, p.ppm),
        Double.NaN,
        DatumShift.Area.WORLD,
        false,
        "TOWGS84");
  }

  private static boolean isGeocentric(Ellipsoid ellipsoid) {
    return ellipsoid.getSemiMajorAxis() == GEOCENTRIC_AXIS
        && Math.abs(ellipsoid.getInverseFlattening() - GEOCENTRIC_INVERSE_FLATTENING) < 1e-4;
  }
}
