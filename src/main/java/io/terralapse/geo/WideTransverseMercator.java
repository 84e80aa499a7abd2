package io.terralapse.geo;

import java.util.Optional;
import org.geotools.api.parameter.ParameterValueGroup;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.cs.AxisDirection;
import org.geotools.api.referencing.datum.Ellipsoid;
import org.geotools.referencing.CRS;

/**
 * Coordinates of a transverse Mercator projection far from its central meridian. GeoTools has a
 * series in powers of the distance, which is off by 15 m at 20 degrees and by kilometres at 40;
 * points beyond {@link #NEAR} are calculated by {@link KruegerSeries}, all others are left as they
 * are. Immutable.
 */
final class WideTransverseMercator {
  /** Up to here both agree within a millimetre, degrees of longitude or of arc. */
  private static final double NEAR = 6;

  /** The half of the Earth that the projection maps. */
  private static final double FARTHEST = 89;

  private final KruegerSeries series;
  private final double meridian;
  private final double scale;
  private final double falseEasting;
  private final double falseNorthing;
  private final double metresPerUnit;
  private final double nearMetres;

  private WideTransverseMercator(Crs crs, ProjectedCRS projected) {
    ParameterValueGroup values = projected.getConversionFromBase().getParameterValues();
    Ellipsoid ellipsoid = CRS.getEllipsoid(projected);
    double semiMajor = ellipsoid.getSemiMajorAxis();
    series = new KruegerSeries(semiMajor, ellipsoid.getSemiMinorAxis());
    meridian = values.parameter("central_meridian").doubleValue();
    scale = values.parameter("scale_factor").doubleValue();
    falseEasting = values.parameter("false_easting").doubleValue();
    double latitude = Math.toRadians(values.parameter("latitude_of_origin").doubleValue());
    falseNorthing =
        values.parameter("false_northing").doubleValue() - scale * series.forward(0, latitude)[1];
    metresPerUnit = crs.metresPerUnit();
    nearMetres = Math.toRadians(NEAR) * semiMajor * scale;
  }

  /** The projection of a system; empty if it has another one, or axes to the west and south. */
  static Optional<WideTransverseMercator> find(Crs crs) {
    if (!(crs.system() instanceof ProjectedCRS projected)) {
      return Optional.empty();
    }
    String method = projected.getConversionFromBase().getMethod().getName().getCode();
    boolean isEast =
        projected.getCoordinateSystem().getAxis(0).getDirection().equals(AxisDirection.EAST);
    return isEast && WktNode.normalized(method).equals("transversemercator")
        ? Optional.of(new WideTransverseMercator(crs, projected))
        : Optional.empty();
  }

  /**
   * A transform from the system, correct far from the central meridian too.
   *
   * @param transform from the system to any other
   * @param rest from longitude and latitude on the datum of the system to the same other
   */
  CoordinateTransform from(CoordinateTransform transform, CoordinateTransform rest) {
    return (xy, points) -> {
      double[] in = xy.clone();
      transform.apply(xy, points);
      for (int i = 0; i < 2 * points; i += 2) {
        double easting = in[i] * metresPerUnit - falseEasting;
        if (Math.abs(easting) > nearMetres) {
          double[] lonLat = degrees(easting, in[i + 1] * metresPerUnit - falseNorthing);
          rest.apply(lonLat, 1);
          xy[i] = lonLat[0];
          xy[i + 1] = lonLat[1];
        }
      }
    };
  }

  /**
   * A transform to the system, correct far from the central meridian too.
   *
   * @param transform from any other system to this one
   * @param rest from the same other to longitude and latitude on the datum of the system
   */
  CoordinateTransform to(CoordinateTransform transform, CoordinateTransform rest) {
    return (xy, points) -> {
      double[] in = xy.clone();
      transform.apply(xy, points);
      for (int i = 0; i < 2 * points; i += 2) {
        boolean isNear = Math.abs(xy[i] * metresPerUnit - falseEasting) <= nearMetres;
        if (!isNear) {
          double[] lonLat = {in[i], in[i + 1]};
          rest.apply(lonLat, 1);
          double turned = Math.IEEEremainder(lonLat[0] - meridian, 360);
          if (Math.abs(turned) < FARTHEST) {
            double[] projected = project(turned, lonLat[1]);
            xy[i] = projected[0];
            xy[i + 1] = projected[1];
          }
        }
      }
    };
  }

  private double[] degrees(double easting, double northing) {
    double[] radians = series.inverse(easting / scale, northing / scale);
    return new double[] {meridian + Math.toDegrees(radians[0]), Math.toDegrees(radians[1])};
  }

  private double[] project(double turned, double lat) {
    double[] metres = series.forward(Math.toRadians(turned), Math.toRadians(lat));
    return new double[] {
      (metres[0] * scale + falseEasting) / metresPerUnit,
      (metres[1] * scale + falseNorthing) / metresPerUnit
    };
  }
}
