package io.terralapse.geo;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.NoninvertibleTransformException;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.operation.DefaultCoordinateOperationFactory;
import org.geotools.referencing.operation.transform.ConcatenatedTransform;
import org.geotools.referencing.operation.transform.IdentityTransform;
import org.geotools.util.factory.Hints;

/** Makes transforms between reference systems; the ones made are kept. Thread-safe. */
public final class Transforms {
  private static final CoordinateTransform IDENTITY = (xy, points) -> {};
  private static final Map<Pair, CoordinateTransform> MADE = new ConcurrentHashMap<>();

  private record Pair(String from, String to) {}

  private Transforms() {}

  /**
   * The transform from one system to another, the identity if they are the same. Datum changes
   * without a published shift are taken as none.
   *
   * @throws UserError if no path between the two is known
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

  /** True if {@link #between} would hand out the identity. */
  public static boolean isIdentity(CoordinateTransform transform) {
    return transform == IDENTITY;
  }

  private static CoordinateTransform make(Crs from, Crs to) {
    if (from.isPixels() || to.isPixels()) {
      throw UserError.usage(
          "pictures without georeference have no place in "
              + (from.isPixels() ? to.name() : from.name())
              + "; put world files and .prj files beside them, or name places in pixels");
    }
    try {
      return new MathTransformPoints(find(from, to));
    } catch (FactoryException | NoninvertibleTransformException e) {
      throw new UserError(
          ExitCode.USAGE,
          "no transform is known from " + from.name() + " to " + to.name() + "; set grid.t_srs",
          e);
    }
  }

  private static MathTransform find(Crs from, Crs to)
      throws FactoryException, NoninvertibleTransformException {
    if (!from.isSpherical() && !to.isSpherical()) {
      return operation(from.system(), to.system());
    }
    // GeoTools would go from ellipsoid to sphere by way of the Earth's centre, which moves
    // latitudes
    // by up to 20 km. Products on a sphere (MODIS) mean the same longitude and latitude, as PROJ
    // has
    // it.
    return ConcatenatedTransform.create(fromLonLat(from).inverse(), fromLonLat(to));
  }

  private static MathTransform fromLonLat(Crs crs) throws FactoryException {
    if (!crs.isSpherical()) {
      return operation(Crs.lonLat().system(), crs.system());
    }
    return crs.system() instanceof ProjectedCRS projected
        ? projected.getConversionFromBase().getMathTransform()
        : IdentityTransform.create(2);
  }

  private static MathTransform operation(
      CoordinateReferenceSystem from, CoordinateReferenceSystem to) throws FactoryException {
    // The plain factory, without the EPSG database behind it, whose start costs a second.
    return new DefaultCoordinateOperationFactory(new Hints(Hints.LENIENT_DATUM_SHIFT, true))
        .createOperation(from, to)
        .getMathTransform();
  }

  /** GeoTools' transform with failures turned into NaN point by point. */
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
