package io.terralapse.geo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.datum.GeodeticDatum;
import org.geotools.referencing.CRS;

/** Whether positions can be given in longitude and latitude on WGS 84, and how well. Stateless. */
public final class PositionCheck {
  /** Names of WGS 84 in definitions, without other characters than letters and digits. */
  private static final List<String> WGS84_NAMES =
      List.of("wgs84", "wgs1984", "dwgs1984", "worldgeodeticsystem1984");

  /** Semi-major axes of all ellipsoids and spheres that have been used for the Earth, metres. */
  private static final double SMALLEST_EARTH = 6_350_000;

  private static final double LARGEST_EARTH = 6_400_000;

  /** Metres; the inverses of all projections are more accurate. */
  private static final double CLOSURE = 1;

  private static final double ORIGIN = 20_000;

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
    if (crs.isPixels() || crs.isPredefined()) {
      return Optional.empty();
    }
    if (!isOnEarth(crs)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s is a system of a celestial body with a radius of %.1f km, not of the Earth",
              crs.name(),
              radius(crs) / 1000));
    }
    if (crs.keepsDegrees()) {
      return Optional.empty();
    }
    Optional<String> unknown = findUnknownDatum(crs);
    DatumPosition position = crs.datumPosition();
    if (unknown.isPresent() || position.isEquivalent()) {
      return unknown;
    }
    double[] lonLat = greenwichDegrees(crs, x, y);
    boolean isDefined = Double.isFinite(lonLat[0]) && Double.isFinite(lonLat[1]);
    return isDefined
            && position.findGrid(lonLat[0], lonLat[1]).isEmpty()
            && position.findShift(lonLat[0], lonLat[1]).isEmpty()
        ? Optional.of(
            datum(crs)
                + ", whose published transformations to WGS 84 are for other areas than "
                + shown(lonLat[1], "N", "S")
                + ", "
                + shown(lonLat[0], "E", "W"))
        : Optional.empty();
  }

  /**
   * What keeps a file from having any position: none of its points is where its projection maps the
   * Earth.
   *
   * @param file the file as the user knows it
   * @param xy points of the file, in units of the system
   * @return one sentence; empty if a point has longitude and latitude
   */
  public static Optional<String> findUnmapped(String file, Crs crs, List<double[]> xy) {
    return xy.stream().anyMatch(point -> isMapped(crs, point[0], point[1]))
        ? Optional.empty()
        : Optional.of(
            file
                + ": its coordinates are outside of the map of "
                + crs.name()
                + ", which has no longitude and latitude there; if they are those of another CRS,"
                + " write that into the file with \"gdal_translate -a_srs EPSG:n in.tif out.tif\"");
  }

  /**
   * True if a point is on the map of the Earth that the projection draws: its longitude and
   * latitude lead back to it.
   *
   * @param x in units of the system
   * @param y in units of the system
   */
  public static boolean isMapped(Crs crs, double x, double y) {
    // Most scenes are in UTM, and a plan of such needs no library of coordinate systems.
    if (!crs.isProjected() || crs.isPixels() || KnownCrs.isWithinUtm(crs.text(), x, y)) {
      return true;
    }
    double[] there = {x, y};
    try {
      Transforms.toOwnDegrees(crs).apply(there, 1);
      double[] back = there.clone();
      Transforms.fromOwnDegrees(crs).apply(back, 1);
      return Math.hypot(back[0] - x, back[1] - y) * crs.metresPerUnit() < CLOSURE
          || (isVanDerGrinten(crs) && Math.hypot(x, y) * crs.metresPerUnit() < ORIGIN);
    } catch (FactoryException e) {
      return false;
    }
  }

  /** GeoTools inverts points near the origin of this projection, but cannot project them. */
  private static boolean isVanDerGrinten(Crs crs) {
    return crs.system() instanceof ProjectedCRS projected
        && projected
            .getConversionFromBase()
            .getMethod()
            .getName()
            .getCode()
            .equals(ProjectionMethod.VAN_DER_GRINTEN.geoToolsName());
  }

  private static boolean isOnEarth(Crs crs) {
    double radius = radius(crs);
    return radius >= SMALLEST_EARTH && radius <= LARGEST_EARTH;
  }

  private static double radius(Crs crs) {
    return CRS.getEllipsoid(crs.system()).getSemiMajorAxis();
  }

  /**
   * The same with the file's name and a remedy, as one sentence.
   *
   * @param file the file as the user knows it
   * @param x of its centre, in units of the system
   * @param y of its centre
   */
  public static Optional<String> findFault(String file, Crs crs, double x, double y) {
    return findFault(crs, x, y).map(fault -> file + ": " + fault + "; " + remedy(file, crs, x, y));
  }

  private static String remedy(String file, Crs crs, double x, double y) {
    int dot = file.lastIndexOf('.');
    String stem = dot > file.lastIndexOf('/') + 1 ? file.substring(0, dot) : file;
    if (!isOnEarth(crs)) {
      return "without georeference it is placed by pixel: gdal_translate -co PROFILE=BASELINE --config"
          + " GDAL_PAM_ENABLED NO "
          + quoted(file)
          + " "
          + quoted(stem + "-plain.tif");
    }
    double[] lonLat = greenwichDegrees(crs, x, y);
    boolean isValid = Math.abs(lonLat[1]) <= 90 && Double.isFinite(lonLat[0]);
    String target = isValid ? Crs.utmZoneFor(lonLat[0], lonLat[1]) : Crs.LON_LAT;
    return "where an error of some 100 m does not matter, or GDAL has the grid file, convert it with"
        + " gdalwarp -t_srs "
        + target
        + " "
        + quoted(file)
        + " "
        + quoted(stem + "-warped.tif");
  }

  private static String quoted(String file) {
    return file.matches("[A-Za-z0-9_./:+-]*") ? file : "'" + file.replace("'", "'\\''") + "'";
  }

  /** What is wrong if no transformation of the system's datum to WGS 84 is known at all. */
  static Optional<String> findUnknownDatum(Crs crs) {
    return crs.datumPosition().isKnown()
        ? Optional.empty()
        : Optional.of(
            datum(crs)
                + ", and no transformation of it to WGS 84 is known that needs no grid file");
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
    if (WGS84_NAMES.contains(WktNode.normalized(datum.getName().getCode()))) {
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
    Optional<DatumGrid> grid = position.findGrid(lonLat[0], lonLat[1]);
    if (grid.isEmpty() && position.shifts().isEmpty()) {
      return OptionalDouble.empty();
    }
    double metres =
        grid.map(DatumGrid::accuracyMetres)
            .orElseGet(() -> position.shiftNear(lonLat[0], lonLat[1]).accuracyMetres());
    return Double.isNaN(metres) ? OptionalDouble.empty() : OptionalDouble.of(metres);
  }

  /**
   * The accuracy of positions of one system in another, in metres: the sum of what is published for
   * both. The first call for another system than those of {@link KnownCrs} starts GeoTools.
   *
   * @param x in units of {@code from}
   * @param y in units of {@code from}
   * @return 0 if both have the same datum; empty if it is not known
   */
  public static OptionalDouble findAccuracy(Crs from, Crs to, double x, double y) {
    boolean bothWgs84 = isPredefinedWgs84(from) && isPredefinedWgs84(to);
    if (bothWgs84 || from.sameAs(to)) {
      return OptionalDouble.of(0);
    }
    if (from.isPixels() || to.isPixels()) {
      return OptionalDouble.empty();
    }
    if (DatumPosition.isShared(from, to)) {
      return OptionalDouble.of(0);
    }
    double[] there = {x, y};
    Transforms.between(from, to).apply(there, 1);
    OptionalDouble first = findAccuracy(from, x, y);
    OptionalDouble second = findAccuracy(to, there[0], there[1]);
    return first.isPresent() && second.isPresent()
        ? OptionalDouble.of(first.getAsDouble() + second.getAsDouble())
        : OptionalDouble.empty();
  }

  private static boolean isPredefinedWgs84(Crs crs) {
    return crs.isPredefined()
        && !crs.text().equals("EPSG:4269")
        && !crs.text().startsWith("EPSG:269");
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
