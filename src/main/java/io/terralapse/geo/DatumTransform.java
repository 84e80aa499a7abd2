package io.terralapse.geo;

import java.util.Arrays;
import java.util.Optional;
import javax.measure.UnitConverter;
import org.geotools.api.referencing.datum.Ellipsoid;
import org.geotools.api.referencing.datum.GeodeticDatum;
import org.geotools.api.referencing.datum.PrimeMeridian;
import si.uom.NonSI;
import si.uom.SI;

/**
 * Transforms longitude and latitude of one geodetic datum to those of WGS 84, or back, at
 * ellipsoidal height 0. Immutable; thread-safe.
 */
final class DatumTransform implements CoordinateTransform {
  private static final double WGS84_A = 6_378_137;
  private static final double WGS84_B = WGS84_A * (1 - 1 / 298.257223563);

  private final DatumPosition position;
  private final double a;
  private final double b;
  private final double meridian;
  private final boolean toWgs84;

  /**
   * @param datum the datum, whose prime meridian longitudes refer to
   * @param position a position with at least one shift or grid
   * @param toWgs84 false for the inverse
   */
  DatumTransform(GeodeticDatum datum, DatumPosition position, boolean toWgs84) {
    Ellipsoid ellipsoid = datum.getEllipsoid();
    UnitConverter toMetres = ellipsoid.getAxisUnit().getConverterTo(SI.METRE);
    this.position = position;
    this.a = toMetres.convert(ellipsoid.getSemiMajorAxis());
    this.b = toMetres.convert(ellipsoid.getSemiMinorAxis());
    this.meridian = greenwichLongitude(datum.getPrimeMeridian());
    this.toWgs84 = toWgs84;
  }

  /** Longitude of a prime meridian from Greenwich, in degrees. */
  static double greenwichLongitude(PrimeMeridian meridian) {
    return meridian
        .getAngularUnit()
        .getConverterTo(NonSI.DEGREE_ANGLE)
        .convert(meridian.getGreenwichLongitude());
  }

  @Override
  public void apply(double[] lonLat, int points) {
    double[] xyz = new double[3];
    for (int i = 0; i < 2 * points; i += 2) {
      double lon = toWgs84 ? lonLat[i] + meridian : lonLat[i];
      double lat = lonLat[i + 1];
      if (!shiftByGrid(lon, lat, xyz)) {
        shiftByParameters(lon, lat, xyz);
      }
      // The turn of 360 degrees that the longitude had is kept.
      double shifted = xyz[0] + 360 * Math.rint((lon - xyz[0]) / 360);
      lonLat[i] = toWgs84 ? shifted : shifted - meridian;
      lonLat[i + 1] = xyz[1];
    }
  }

  /** Puts the shifted longitude and latitude into the first two elements, if a grid covers them. */
  private boolean shiftByGrid(double lon, double lat, double[] xyz) {
    for (DatumGrid grid : position.grids()) {
      Optional<double[]> there = toWgs84 ? grid.toWgs84(lon, lat) : grid.fromWgs84(lon, lat);
      if (there.isPresent()) {
        xyz[0] = there.get()[0];
        xyz[1] = there.get()[1];
        return true;
      }
    }
    return false;
  }

  /** The same by parameters; NaN if there are none. */
  private void shiftByParameters(double lon, double lat, double[] xyz) {
    if (position.shifts().isEmpty()) {
      Arrays.fill(xyz, Double.NaN);
      return;
    }
    DatumShift shift = position.shiftNear(lon, lat);
    shift(shift, lon, lat, xyz);
    if (!toWgs84) {
      // Areas are those of the source's degrees, so that there and back is the same shift.
      DatumShift back = position.shiftNear(xyz[0], xyz[1]);
      if (!back.equals(shift)) {
        shift(back, lon, lat, xyz);
      }
    }
  }

  /** Puts the shifted longitude and latitude into the first two elements. */
  private void shift(DatumShift shift, double lon, double lat, double[] xyz) {
    if (toWgs84) {
      geocentric(lon, lat, a, b, xyz);
      shift.helmert().apply(xyz);
      geographic(xyz, WGS84_A, WGS84_B);
    } else {
      geocentric(lon, lat, WGS84_A, WGS84_B, xyz);
      shift.helmert().applyInverse(xyz);
      geographic(xyz, a, b);
    }
  }

  /** EPSG method 9602 with height 0. */
  private static void geocentric(double lon, double lat, double a, double b, double[] xyz) {
    double sin = Math.sin(Math.toRadians(lat));
    double cos = Math.cos(Math.toRadians(lat));
    double normal = a * a / Math.sqrt(a * a * cos * cos + b * b * sin * sin);
    xyz[0] = normal * cos * Math.cos(Math.toRadians(lon));
    xyz[1] = normal * cos * Math.sin(Math.toRadians(lon));
    xyz[2] = b * b / (a * a) * normal * sin;
  }

  /** B. R. Bowring, 1976: error below 1e-11 degrees near the ellipsoid. */
  private static void geographic(double[] xyz, double a, double b) {
    double p = Math.hypot(xyz[0], xyz[1]);
    double theta = Math.atan2(xyz[2] * a, p * b);
    double sin = Math.sin(theta);
    double cos = Math.cos(theta);
    double e2 = 1 - b * b / (a * a);
    double ep2 = a * a / (b * b) - 1;
    double lon = Math.atan2(xyz[1], xyz[0]);
    double lat = Math.atan2(xyz[2] + ep2 * b * sin * sin * sin, p - e2 * a * cos * cos * cos);
    xyz[0] = Math.toDegrees(lon);
    xyz[1] = Math.toDegrees(lat);
  }
}
