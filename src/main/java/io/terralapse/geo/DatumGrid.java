package io.terralapse.geo;

import java.util.Optional;

/**
 * A grid file of the user's as a transformation between a datum and WGS 84.
 *
 * @param name the file's name
 * @param checksum SHA-256 of its content, hexadecimal
 * @param datum EPSG code of the datum
 * @param isReversed true if the file leads from WGS 84 to the datum
 * @param accuracyMetres as published; NaN if it is not known
 * @param area where the EPSG Dataset has it used
 */
record DatumGrid(
    String name,
    String checksum,
    NtvGrid grid,
    String datum,
    boolean isReversed,
    double accuracyMetres,
    GeographicArea area) {

  /** From the datum, at degrees from Greenwich; empty outside of the grid or its area. */
  Optional<double[]> toWgs84(double lon, double lat) {
    double turned = Math.IEEEremainder(lon, 360);
    return area.contains(turned, lat)
        ? (isReversed ? grid.inverse(turned, lat) : grid.forward(turned, lat))
        : Optional.empty();
  }

  /** To the datum; empty if the point there is outside of the grid or its area. */
  Optional<double[]> fromWgs84(double lon, double lat) {
    double turned = Math.IEEEremainder(lon, 360);
    Optional<double[]> there = isReversed ? grid.forward(turned, lat) : grid.inverse(turned, lat);
    return there.filter(at -> area.contains(at[0], at[1]));
  }
}
