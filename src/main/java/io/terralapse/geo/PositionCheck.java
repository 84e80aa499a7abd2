package io.terralapse.geo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.datum.GeodeticDatum;

/** Whether positions can be given in longitude and latitude on WGS 84, and how well. Stateless. */
public final class PositionCheck {
  /** Names of WGS 84 in definitions, without other characters than letters and digits. */
  private static final List<String> WGS84_NAMES =
      List.of("wgs84", "wgs1984", "dwgs1984", "worldgeodeticsystem1984");

  private PositionCheck() {}

  /**
   * What keeps a position from being transformed to WGS 84.
   *
   * @param x in units of the system
   * @param y in units of the system
   * @return a clause without remedy: {@code EPSG:2327 has the datum "Xian 1980", ...}; empty if a
   *     transformation is known
   */
  public static Optional<String> findFault(Crs crs, double x, double y) {
    if (crs.isPixels() || crs.isPredefined() || crs.keepsDegrees()) {
      return Optional.empty();
    }
    DatumPosition position = crs.datumPosition();
    if (!position.isKnown()) {
      return Optional.of(
          datum(crs) + ", and no transformation of it to WGS 84 is known that needs no grid file");
    }
    if (position.isEquivalent()) {
      return Optional.empty();
    }
    double[] lonLat = greenwichDegrees(crs, x, y);
    boolean isDefined = Double.isFinite(lonLat[0]) && Double.isFinite(lonLat[1]);
    return isDefined && position.findShift(lonLat[0], lonLat[1]).isEmpty()
        ? Optional.of(
            datum(crs)
                + ", whose published transformations to WGS 84 are for other areas than "
                + shown(lonLat[1], "N", "S")
                + ", "
                + shown(lonLat[0], "E", "W"))
        : Optional.empty();
  }

  /**
   * The published accuracy of positions in longitude and latitude on WGS 84, in metres.
   *
   * @return 0 for systems on WGS 84; empty if it is not known
   */
  public static OptionalDouble findAccuracy(Crs crs, double x, double y) {
    if (crs.isPixels() || crs.keepsDegrees()) {
      return OptionalDouble.empty();
    }
    GeodeticDatum datum = DatumPosition.datum(crs);
    String name = datum.getName().getCode().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    if (WGS84_NAMES.contains(name)) {
      return OptionalDouble.of(0);
    }
    DatumPosition position =
        crs.isPredefined()
            ? new DatumPosition(DatumPosition.published(datum))
            : crs.datumPosition();
    double[] lonLat = greenwichDegrees(crs, x, y);
    if (!position.isKnown() || !Double.isFinite(lonLat[0]) || !Double.isFinite(lonLat[1])) {
      return OptionalDouble.empty();
    }
    double metres = position.shiftNear(lonLat[0], lonLat[1]).accuracyMetres();
    return Double.isNaN(metres) ? OptionalDouble.empty() : OptionalDouble.of(metres);
  }

  private static double[] greenwichDegrees(Crs crs, double x, double y) {
    double[] lonLat = {x, y};
    try {
      Transforms.toOwnDegrees(crs).apply(lonLat, 1);
    } catch (FactoryException e) {
      return new double[] {Double.NaN, Double.NaN};
    }
    lonLat[0] += DatumTransform.greenwichLongitude(DatumPosition.datum(crs).getPrimeMeridian());
    return lonLat;
  }

  private static String datum(Crs crs) {
    return crs.name() + " has the datum \"" + DatumPosition.datum(crs).getName().getCode() + "\"";
  }

  private static String shown(double degrees, String positive, String negative) {
    double turned = Math.IEEEremainder(degrees, 360);
    return String.format(
        Locale.ROOT, "%.2f %s", Math.abs(turned), turned < 0 ? negative : positive);
  }
}
