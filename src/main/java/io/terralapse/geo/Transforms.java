package io.terralapse.geo;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.NoninvertibleTransformException;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.referencing.cs.DefaultEllipsoidalCS;
import org.geotools.referencing.operation.DefaultCoordinateOperationFactory;
import org.geotools.referencing.operation.transform.ConcatenatedTransform;
import org.geotools.referencing.operation.transform.IdentityTransform;
import org.geotools.util.factory.Hints;

/** Creates and caches transforms between coordinate reference systems. Thread-safe. */
public final class Transforms {
  private static final CoordinateTransform IDENTITY = (xy, points) -> {};
  private static final Map<Pair, CoordinateTransform> MADE = new ConcurrentHashMap<>();

  /** Systems whose transforms to their own degrees are remembered: those of many jobs. */
  private static final int MOST_OWN = 256;

  private static final Map<String, CoordinateTransform> TO_OWN = new ConcurrentHashMap<>();
  private static final Map<String, CoordinateTransform> FROM_OWN = new ConcurrentHashMap<>();

  private record Pair(String from, String to) {}

  /** Makes a transform. */
  @FunctionalInterface
  private interface Maker {
    CoordinateTransform make(Crs crs) throws FactoryException;
  }

  private Transforms() {}

  /**
   * The transform from one system to another, the identity if they are the same. A change of datum
   * follows the transformations published in the EPSG Dataset, or TOWGS84 of the definition;
   * ETRS89, NAD83 and other geocentric frames are taken as equal to WGS 84.
   *
   * @throws UserError if no transform between the two is known
   */
  public static CoordinateTransform between(Crs from, Crs to) {
    Pair pair = new Pair(from.text(), to.text());
    CoordinateTransform made = MADE.get(pair);
    if (made == null) {
      made = from.sameAs(to) ? IDENTITY : make(from, to);
      MADE.put(pair, made);
    }
    return made;
  }

  static void forget() {
    MADE.clear();
    TO_OWN.clear();
    FROM_OWN.clear();
  }

  /** True for the identity that {@link #between} returns. */
  public static boolean isIdentity(CoordinateTransform transform) {
    return transform == IDENTITY;
  }

  private static CoordinateTransform make(Crs from, Crs to) {
    if (from.isPixels() || to.isPixels()) {
      throw UserError.usage(
          "images without georeference cannot be transformed to "
              + (from.isPixels() ? to.name() : from.name())
              + "; add world files and .prj files to them, or give all coordinates in pixels");
    }
    try {
      return keepsDatum(from, to)
          ? wide(from, to, points(from, find(from, to)))
          : shifted(toWgs84(from), fromWgs84(to));
    } catch (FactoryException | NoninvertibleTransformException e) {
      throw new UserError(
          ExitCode.USAGE,
          "no transform is known from " + from.name() + " to " + to.name() + "; set grid.t_srs",
          e);
    }
  }

  /** True if longitudes and latitudes of the two are taken as equal. */
  private static boolean keepsDatum(Crs from, Crs to) {
    return (hasDatumOfGeoTools(from) && hasDatumOfGeoTools(to)) || DatumPosition.isShared(from, to);
  }

  private static boolean hasDatumOfGeoTools(Crs crs) {
    return crs.isPredefined()
        || crs.keepsDegrees()
        || (crs.datumPosition().isEquivalent() && !DatumPosition.isShiftedByGeoTools(crs));
  }

  private static void requireKnown(Crs crs) {
    PositionCheck.findUnknownDatum(crs)
        .ifPresent(
            fault -> {
              throw UserError.usage(
                  fault + "; reproject its data to a UTM zone, or set grid.t_srs to auto");
            });
  }

  private static CoordinateTransform shifted(CoordinateTransform first, CoordinateTransform then) {
    return (xy, points) -> {
      first.apply(xy, points);
      then.apply(xy, points);
    };
  }

  /**
   * The transform of a system to longitude and latitude on its own datum, from that datum's prime
   * meridian.
   */
  static CoordinateTransform toOwnDegrees(Crs from) throws FactoryException {
    return remembered(TO_OWN, from, Transforms::makeToOwnDegrees);
  }

  /** The inverse of {@link #toOwnDegrees}. */
  static CoordinateTransform fromOwnDegrees(Crs to) throws FactoryException {
    return remembered(FROM_OWN, to, Transforms::makeFromOwnDegrees);
  }

  /** Scenes of one job share a few systems, and each asks where it is. */
  private static CoordinateTransform remembered(
      Map<String, CoordinateTransform> known, Crs crs, Maker maker) throws FactoryException {
    CoordinateTransform made = known.get(crs.text());
    if (made == null) {
      made = maker.make(crs);
      if (known.size() >= MOST_OWN) {
        known.clear();
      }
      known.put(crs.text(), made);
    }
    return made;
  }

  private static CoordinateTransform makeToOwnDegrees(Crs from) throws FactoryException {
    CoordinateTransform plain = points(from, operation(from.system(), degreesOf(from)));
    return WideTransverseMercator.find(from)
        .map(projection -> projection.from(plain, IDENTITY))
        .orElse(plain);
  }

  private static CoordinateTransform makeFromOwnDegrees(Crs to) throws FactoryException {
    CoordinateTransform plain = new MathTransformPoints(operation(degreesOf(to), to.system()));
    return WideTransverseMercator.find(to)
        .map(projection -> projection.to(plain, IDENTITY))
        .orElse(plain);
  }

  /** Corrects a transform that keeps the datum, for transverse Mercator projections. */
  private static CoordinateTransform wide(Crs from, Crs to, CoordinateTransform plain)
      throws FactoryException, NoninvertibleTransformException {
    Optional<WideTransverseMercator> first = WideTransverseMercator.find(from);
    Optional<WideTransverseMercator> second = WideTransverseMercator.find(to);
    CoordinateTransform corrected = plain;
    if (second.isPresent()) {
      corrected = second.get().to(corrected, points(from, find(from, new Crs(degreesOf(to)))));
    }
    if (first.isPresent()) {
      Crs degrees = new Crs(degreesOf(from));
      CoordinateTransform rest = wide(degrees, to, points(degrees, find(degrees, to)));
      corrected = first.get().from(corrected, rest);
    }
    return corrected;
  }

  private static CoordinateTransform toWgs84(Crs from)
      throws FactoryException, NoninvertibleTransformException {
    if (hasDatumOfGeoTools(from)) {
      return wide(from, Crs.lonLat(), points(from, fromLonLat(from).inverse()));
    }
    requireKnown(from);
    return shifted(toOwnDegrees(from), datumTransform(from, true));
  }

  private static CoordinateTransform fromWgs84(Crs to)
      throws FactoryException, NoninvertibleTransformException {
    if (hasDatumOfGeoTools(to)) {
      return wide(Crs.lonLat(), to, new MathTransformPoints(fromLonLat(to)));
    }
    requireKnown(to);
    return shifted(datumTransform(to, false), fromOwnDegrees(to));
  }

  /** Longitude and latitude on the datum of a system, from the prime meridian of that datum. */
  private static CoordinateReferenceSystem degreesOf(Crs crs) {
    return new DefaultGeographicCRS(
        crs.name(), DatumPosition.datum(crs), DefaultEllipsoidalCS.GEODETIC_2D);
  }

  private static CoordinateTransform datumTransform(Crs crs, boolean toWgs84) {
    return new DatumTransform(DatumPosition.datum(crs), crs.datumPosition(), toWgs84);
  }

  private static CoordinateTransform points(Crs from, MathTransform transform) {
    return StereographicOrigin.correct(from, new MathTransformPoints(transform));
  }

  private static MathTransform find(Crs from, Crs to)
      throws FactoryException, NoninvertibleTransformException {
    if (!from.keepsDegrees() && !to.keepsDegrees()) {
      return operation(from.system(), to.system());
    }
    // GeoTools would convert from ellipsoid to sphere by geocentric coordinates, which changes
    // latitudes by up to 20 km. Products on a sphere (MODIS) keep longitude and latitude, as in
    // PROJ; so do those on the ellipsoid Hughes 1980 (NSIDC), of which no datum is known.
    return ConcatenatedTransform.create(fromLonLat(from).inverse(), fromLonLat(to));
  }

  private static MathTransform fromLonLat(Crs crs) throws FactoryException {
    if (!crs.keepsDegrees()) {
      return operation(Crs.lonLat().system(), crs.system());
    }
    return crs.system() instanceof ProjectedCRS projected
        ? projected.getConversionFromBase().getMathTransform()
        : IdentityTransform.create(2);
  }

  private static MathTransform operation(
      CoordinateReferenceSystem from, CoordinateReferenceSystem to) throws FactoryException {
    // A factory without the EPSG database, which takes a second to start.
    return new DefaultCoordinateOperationFactory(new Hints(Hints.LENIENT_DATUM_SHIFT, true))
        .createOperation(from, to)
        .getMathTransform();
  }

  /** A GeoTools transform that sets the points to NaN for which it fails. */
  private record MathTransformPoints(MathTransform transform) implements CoordinateTransform {
    @Override
    public void apply(double[] xy, int points) {
      double[] in = xy.clone();
      try {
        transform.transform(in, 0, xy, 0, points);
      } catch (TransformException | RuntimeException e) {
        oneByOne(in, xy, points);
      }
      for (int i = 0; i < 2 * points; i += 2) {
        if (!Double.isFinite(xy[i]) || !Double.isFinite(xy[i + 1])) {
          xy[i] = Double.NaN;
          xy[i + 1] = Double.NaN;
        }
      }
    }

    private void oneByOne(double[] in, double[] out, int points) {
      for (int i = 0; i < points; i++) {
        try {
          transform.transform(in, 2 * i, out, 2 * i, 1);
        } catch (TransformException | RuntimeException e) {
          out[2 * i] = Double.NaN;
          out[2 * i + 1] = Double.NaN;
        }
      }
    }
  }
}
