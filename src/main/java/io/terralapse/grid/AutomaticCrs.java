package io.terralapse.grid;

import io.terralapse.geo.Crs;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The CRS of the frames with {@code grid.t_srs: auto} if the scenes share no projected one: the UTM
 * zone of an area's centre (polar stereographic beyond 84 N and 80 S), or for areas that are too
 * wide for one zone, or not in its domain, the scenes' geographic CRS. Stateless.
 */
final class AutomaticCrs {
  /**
   * The scale factor of a transverse Mercator projection is 1 / sqrt(1 - b²), b = cos(latitude)
   * sin(longitude from the central meridian): 1.25 at this value, 37 degrees from the central
   * meridian at the equator.
   */
  private static final double MOST = 0.6;

  private AutomaticCrs() {}

  /**
   * The CRS for an area.
   *
   * @param located scenes whose CRS is used if the area is too wide: that of all, or else longitude
   *     and latitude on WGS 84
   */
  static Crs of(RequestedArea area, List<LocatedAcquisition> located) {
    double[] centre = area.centreLonLat();
    Crs zone = Crs.of(Crs.utmZoneFor(centre[0], centre[1]));
    return isTooWide(area) || Reprojection.find(area.geometry(), area.crs(), zone).isEmpty()
        ? findShared(located).filter(Crs::isGeographic).orElseGet(Crs::lonLat)
        : zone;
  }

  /** The CRS of all scenes, if they share one. */
  static Optional<Crs> findShared(List<LocatedAcquisition> located) {
    Crs first = located.get(0).extents().get(0).crs();
    boolean shared =
        located.stream().flatMap(p -> p.extents().stream()).allMatch(e -> e.crs().sameAs(first));
    return shared ? Optional.of(first) : Optional.empty();
  }

  private static boolean isTooWide(RequestedArea area) {
    Optional<Geometry> degrees =
        area.crs().isGeographic()
            ? Optional.of(area.geometry())
            : Reprojection.find(area.geometry(), area.crs(), Crs.lonLat());
    return degrees.map(Geometry::getEnvelopeInternal).filter(AutomaticCrs::isTooWide).isPresent();
  }

  /** Whether the scale factor of one zone exceeds 1.25 somewhere in a box of degrees. */
  private static boolean isTooWide(Envelope degrees) {
    double fromCentre = Math.min(90, degrees.getWidth() / 2);
    double lowest = Math.max(0, Math.max(degrees.getMinY(), -degrees.getMaxY()));
    return Math.cos(Math.toRadians(lowest)) * Math.sin(Math.toRadians(fromCentre)) > MOST;
  }
}
