package io.terralapse.geo;

/**
 * A published transformation of geocentric coordinates from a geodetic datum to WGS 84. Immutable.
 *
 * @param helmert the transformation
 * @param accuracyMetres accuracy as published; NaN if it is not known
 * @param area area of use
 * @param isOffshore true if it is meant for the sea only
 * @param name the EPSG operation; empty for what a definition has
 */
record DatumShift(
    Helmert helmert, double accuracyMetres, GeographicArea area, boolean isOffshore, String name) {

  /** No shift: the datum is taken as equivalent to WGS 84. */
  static final DatumShift NONE =
      new DatumShift(new Helmert(0, 0, 0, 0, 0, 0, 0), Double.NaN, GeographicArea.WORLD, false, "");

  /** The accuracy for comparisons: infinite if it is not known. */
  double errorMetres() {
    return Double.isNaN(accuracyMetres) ? Double.POSITIVE_INFINITY : accuracyMetres;
  }
}
