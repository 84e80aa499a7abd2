package io.terralapse.geo;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.geotools.api.metadata.extent.GeographicBoundingBox;
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
 * @param shifts candidate transformations, those first that cover most of the system's area of use;
 *     empty if none is known
 * @param grids grid files of the user's, which win where they cover a point
 * @param boxes the areas of the shifts in a projected system without an area of use
 */
record DatumPosition(List<DatumShift> shifts, List<DatumGrid> grids, Optional<ShiftBoxes> boxes) {
  private static final DatumPosition EQUIVALENT = new DatumPosition(List.of(DatumShift.NONE));

  /** WGS 84 and GRS 1980 have these; the modern geocentric frames agree within 1 to 2 m. */
  private static final double GEOCENTRIC_AXIS = 6_378_137;

  /**
   * Weather satellites write it with six to eight digits, or calculated from a rounded polar axis;
   * a difference of 0.001 is 7 cm of that axis.
   */
  private static final double GEOCENTRIC_INVERSE_FLATTENING = 298.25722;

  /** A position without grids. */
  DatumPosition(List<DatumShift> shifts) {
    this(shifts, List.of(), Optional.empty());
  }

  /**
   * The position of a system's datum: from TOWGS84 in its definition, else from the EPSG Dataset by
   * the code or name of the datum, also if TOWGS84 has zeros only, which many programs write where
   * they know no shift, else equivalent to WGS 84 if the ellipsoid is that of the geocentric frames
   * or the system's degrees are taken as they are.
   */
  static DatumPosition of(Crs crs) {
    if (crs.isPixels() || crs.isPredefined() || crs.keepsDegrees()) {
      return EQUIVALENT;
    }
    GeodeticDatum datum = datum(crs);
    @Nullable BursaWolfParameters own = crs.isDefinedByCode() ? null : toWgs84(datum);
    List<DatumShift> published = published(datum);
    if (own != null && !(own.isIdentity() && isShifted(published))) {
      return new DatumPosition(List.of(shift(own)));
    }
    List<DatumGrid> grids = DatumGrids.of(code(datum));
    if (published.isEmpty() && grids.isEmpty() && isGeocentric(datum.getEllipsoid())) {
      return EQUIVALENT;
    }
    List<DatumShift> ordered = ordered(published, areaOf(crs));
    return new DatumPosition(ordered, grids, ShiftBoxes.find(crs, ordered));
  }

  /** True if there are transformations, and none of them leaves positions as they are. */
  private static boolean isShifted(List<DatumShift> published) {
    return !published.isEmpty() && published.stream().noneMatch(shift -> shift.helmert().isZero());
  }

  /** The datum of a system, which is neither pixels nor a compound system. */
  static GeodeticDatum datum(Crs crs) {
    return (GeodeticDatum) ((SingleCRS) crs.system()).getDatum();
  }

  /** True if two systems, neither of them pixels, have the same datum, whatever it is called. */
  static boolean isShared(Crs crs, Crs other) {
    return CRS.equalsIgnoreMetadata(datum(crs), datum(other));
  }

  /**
   * The transformations of a datum in the EPSG Dataset, in no order. The name is used for a datum
   * without code only: a withdrawn code may have the name of its successor on another ellipsoid.
   */
  static List<DatumShift> published(GeodeticDatum datum) {
    return DatumShiftTable.ofCode(code(datum));
  }

  /** The EPSG code of a datum; empty text if it has none and its name is not known. */
  private static String code(GeodeticDatum datum) {
    for (ReferenceIdentifier id : datum.getIdentifiers()) {
      if ("EPSG".equalsIgnoreCase(id.getCodeSpace())) {
        return id.getCode();
      }
    }
    return DatumShiftTable.findCode(datum.getName().getCode()).orElse("");
  }

  /** True if GeoTools would shift this datum, although it is taken as equivalent to WGS 84. */
  static boolean isShiftedByGeoTools(Crs crs) {
    @Nullable BursaWolfParameters parameters = toWgs84(datum(crs));
    return parameters != null && !parameters.isIdentity();
  }

  /** True if a transformation to WGS 84 is known. */
  boolean isKnown() {
    return !shifts.isEmpty() || !grids.isEmpty();
  }

  /** True if longitudes and latitudes are taken as those of WGS 84. */
  boolean isEquivalent() {
    return !shifts.isEmpty()
        && grids.isEmpty()
        && shifts.stream().allMatch(shift -> shift.helmert().isZero());
  }

  /**
   * The grid for a point of the datum.
   *
   * @param lon degrees from Greenwich
   * @param lat degrees
   * @return empty if no grid covers it
   */
  Optional<DatumGrid> findGrid(double lon, double lat) {
    return grids.stream().filter(grid -> grid.toWgs84(lon, lat).isPresent()).findFirst();
  }

  /**
   * The transformation for a point, chosen as PROJ 9 does: of those whose area contains the point
   * the first, unless a more accurate one follows that is not for the sea only, or one of the same
   * accuracy for a part of its area.
   *
   * @param lon degrees from Greenwich
   * @param lat degrees
   * @return empty if the point is outside of the areas of all
   */
  Optional<DatumShift> findShift(double lon, double lat) {
    @Nullable DatumShift best = null;
    Optional<double[]> xy = boxes.map(areas -> areas.project(lon, lat));
    for (int i = 0; i < shifts.size(); i++) {
      DatumShift shift = shifts.get(i);
      boolean isInside =
          (boxes.isPresent() && xy.isPresent())
              ? boxes.get().contains(i, xy.get())
              : shift.area().contains(lon, lat);
      if (isInside && (best == null || isBetter(shift, best))) {
        best = shift;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * The transformation for a point, and that of the nearest area for a point outside of all areas,
   * so that a scene which extends past the border of a country is not torn.
   *
   * @throws IllegalStateException if none is known
   */
  DatumShift shiftNear(double lon, double lat) {
    return shifts.size() == 1
        ? shifts.get(0)
        : findShift(lon, lat)
            .orElseGet(
                () ->
                    shifts.stream()
                        .min(Comparator.comparingDouble(s -> s.area().distance(lon, lat)))
                        .orElseThrow(() -> new IllegalStateException("no datum shift is known")));
  }

  private static boolean isBetter(DatumShift shift, DatumShift best) {
    boolean isPart =
        shift.errorMetres() == best.errorMetres() && shift.area().isInside(best.area());
    return !shift.isOffshore() && (shift.errorMetres() < best.errorMetres() || isPart);
  }

  /**
   * PROJ's order of candidates: by the share of the system's area, then by accuracy, then no shift
   * before others, then the last name first, which usually is the newest.
   */
  private static List<DatumShift> ordered(List<DatumShift> shifts, GeographicArea area) {
    Comparator<DatumShift> byShare =
        Comparator.comparingDouble((DatumShift s) -> s.area().overlap(area)).reversed();
    List<DatumShift> ordered =
        shifts.stream()
            .sorted(
                byShare
                    .thenComparingDouble(DatumShift::errorMetres)
                    .thenComparing(shift -> !shift.helmert().isZero())
                    .thenComparing(DatumShift::name, Comparator.reverseOrder()))
            .toList();
    List<DatumShift> inside =
        ordered.stream().filter(shift -> shift.area().overlap(area) > 0).toList();
    return inside.isEmpty() ? ordered : inside;
  }

  private static GeographicArea areaOf(Crs crs) {
    @Nullable GeographicBoundingBox box = CRS.getGeographicBoundingBox(crs.system());
    return box == null
        ? GeographicArea.WORLD
        : new GeographicArea(
            box.getWestBoundLongitude(),
            box.getSouthBoundLatitude(),
            box.getEastBoundLongitude(),
            box.getNorthBoundLatitude());
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
        new Helmert(p.dx, p.dy, p.dz, p.ex, p.ey, p.ez, p.ppm),
        Double.NaN,
        GeographicArea.WORLD,
        false,
        "");
  }

  private static boolean isGeocentric(Ellipsoid ellipsoid) {
    return ellipsoid.getSemiMajorAxis() == GEOCENTRIC_AXIS
        && Math.abs(ellipsoid.getInverseFlattening() - GEOCENTRIC_INVERSE_FLATTENING) < 1e-3;
  }
}
