package io.terralapse.geo;

import io.terralapse.model.Grid;
import java.util.Optional;

/**
 * A position in longitude and latitude, for people and tags: not for measurements, because the
 * datum of the grid and WGS 84 may differ by a metre.
 *
 * @param lon degrees, -180 to 180, without 180
 * @param lat degrees, -90 to 90
 */
public record GeographicPosition(double lon, double lat) {
  private static final double UTM_SCALE = 0.9996;
  private static final double FALSE_EASTING = 500_000;
  private static final double FALSE_NORTHING_SOUTH = 10_000_000;

  /** WGS 84; GRS 80, on which NAD 83 is, differs by 0.1 mm. */
  private static final double SEMI_MAJOR = 6_378_137;

  private static final double SEMI_MINOR = 6_356_752.314245;

  /**
   * The centre of a grid.
   *
   * @return empty if the grid has no georeference, or its centre is outside of the projection
   */
  public static Optional<GeographicPosition> centreOf(Grid grid) {
    Crs crs = Crs.of(grid.crs());
    if (crs.isPixels()) {
      return Optional.empty();
    }
    double x = grid.originX() + grid.width() / 2.0 * grid.pixelSize();
    double y = grid.originY() - grid.height() / 2.0 * grid.pixelSize();
    return crs.isUtmNear(x) ? Optional.of(ofUtm(crs.text(), x, y)) : transformed(crs, x, y);
  }

  /** Without GeoTools, which takes half a second to load. */
  private static GeographicPosition ofUtm(String code, double x, double y) {
    int zone = Integer.parseInt(code.substring(code.length() - 2));
    double north = KnownCrs.isUtmSouth(code) ? y - FALSE_NORTHING_SOUTH : y;
    double[] p =
        new KruegerSeries(SEMI_MAJOR, SEMI_MINOR)
            .inverse((x - FALSE_EASTING) / UTM_SCALE, north / UTM_SCALE);
    return new GeographicPosition(
        turned(Math.toDegrees(p[0]) + 6 * zone - 183), Math.toDegrees(p[1]));
  }

  private static Optional<GeographicPosition> transformed(Crs crs, double x, double y) {
    double[] p = {x, y};
    if (!crs.isGeographic()) {
      Transforms.between(crs, Crs.lonLat()).apply(p, 1);
    }
    boolean onEarth = Math.abs(p[0]) <= 360 && Math.abs(p[1]) <= 90;
    return onEarth ? Optional.of(new GeographicPosition(turned(p[0]), p[1])) : Optional.empty();
  }

  private static double turned(double lon) {
    return lon - 360 * Math.floor((lon + 180) / 360);
  }
}
