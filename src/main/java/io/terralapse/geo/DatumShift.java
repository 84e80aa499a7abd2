package io.terralapse.geo;

/**
 * A Helmert transformation from a geodetic datum to WGS 84, in the position vector convention (EPSG
 * method 9606), with its area of use. Immutable.
 *
 * @param parameters dx, dy, dz in metres, rx, ry, rz in arc-seconds, scale difference in ppm
 * @param accuracyMetres accuracy as published; NaN if it is not known
 * @param area area of use
 * @param isOffshore true if it is meant for the sea only
 * @param source the EPSG operation, or what else it was read from
 */
record DatumShift(
    Parameters parameters, double accuracyMetres, Area area, boolean isOffshore, String source) {

  /** No shift: the datum is equivalent to WGS 84. */
  static final DatumShift NONE =
      new DatumShift(
          new Parameters(0, 0, 0, 0, 0, 0, 0), Double.NaN, Area.WORLD, false, "equivalent frames");

  /** The seven parameters; units as above. */
  record Parameters(
      double dx, double dy, double dz, double rx, double ry, double rz, double scalePpm) {
    boolean isZero() {
      return dx == 0 && dy == 0 && dz == 0 && rx == 0 && ry == 0 && rz == 0 && scalePpm == 0;
    }
  }

  /** A box in degrees; it crosses the antimeridian if west is greater than east. */
  record Area(double west, double south, double east, double north) {
    static final Area WORLD = new Area(-180, -90, 180, 90);

    boolean contains(double lon, double lat) {
      double turned = Math.IEEEremainder(lon, 360);
      boolean inside =
          west <= east ? turned >= west && turned <= east : turned >= west || turned <= east;
      return inside && lat >= south && lat <= north;
    }

    /** Proportional to the area on a sphere. */
    double size() {
      double width = west <= east ? east - west : east - west + 360;
      return width * (Math.sin(Math.toRadians(north)) - Math.sin(Math.toRadians(south)));
    }
  }

  /** True if it changes nothing. */
  boolean isZero() {
    return parameters.isZero();
  }

  /** Transforms geocentric coordinates to WGS 84 in place; {@code xyz} in metres. */
  void toWgs84(double[] xyz) {
    double[][] m = matrix();
    double x = xyz[0];
    double y = xyz[1];
    double z = xyz[2];
    xyz[0] = parameters.dx + m[0][0] * x + m[0][1] * y + m[0][2] * z;
    xyz[1] = parameters.dy + m[1][0] * x + m[1][1] * y + m[1][2] * z;
    xyz[2] = parameters.dz + m[2][0] * x + m[2][1] * y + m[2][2] * z;
  }

  /** The inverse of {@link #toWgs84}: exact, not with the signs of the parameters reversed. */
  void fromWgs84(double[] xyz) {
    double[][] m = matrix();
    double x = xyz[0] - parameters.dx;
    double y = xyz[1] - parameters.dy;
    double z = xyz[2] - parameters.dz;
    double determinant = determinant(m, x, y, z, -1);
    double first = determinant(m, x, y, z, 0) / determinant;
    double second = determinant(m, x, y, z, 1) / determinant;
    double third = determinant(m, x, y, z, 2) / determinant;
    xyz[0] = first;
    xyz[1] = second;
    xyz[2] = third;
  }

  /** Cramer's rule: the determinant with one column (or none, -1) replaced by a vector. */
  private static double determinant(double[][] m, double x, double y, double z, int column) {
    double[] v = {x, y, z};
    double[][] a = new double[3][];
    for (int i = 0; i < 3; i++) {
      a[i] = m[i].clone();
      if (column >= 0) {
        a[i][column] = v[i];
      }
    }
    return a[0][0] * (a[1][1] * a[2][2] - a[1][2] * a[2][1])
        - a[0][1] * (a[1][0] * a[2][2] - a[1][2] * a[2][0])
        + a[0][2] * (a[1][0] * a[2][1] - a[1][1] * a[2][0]);
  }

  private double[][] matrix() {
    double s = 1 + parameters.scalePpm * 1e-6;
    double rx = s * Math.toRadians(parameters.rx / 3600);
    double ry = s * Math.toRadians(parameters.ry / 3600);
    double rz = s * Math.toRadians(parameters.rz / 3600);
    return new double[][] {{s, -rz, ry}, {rz, s, -rx}, {-ry, rx, s}};
  }
}
