package io.terralapse.geo;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.geotools.api.parameter.ParameterDescriptor;
import org.geotools.api.parameter.ParameterDescriptorGroup;
import org.geotools.api.parameter.ParameterValueGroup;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.metadata.iso.citation.Citations;
import org.geotools.referencing.NamedIdentifier;
import org.geotools.referencing.operation.projection.MapProjection;
import org.jspecify.annotations.Nullable;

/**
 * A map projection that GeoTools lacks or computes on a sphere only. Implementations work on an
 * ellipsoid with a semi-major axis of 1, longitudes from the central meridian, in radians.
 */
abstract class OwnProjection extends MapProjection {
  private static final long serialVersionUID = 1L;

  OwnProjection(ParameterValueGroup parameters) {
    super(parameters);
  }

  /** Longitude and latitude to x and y, NaN where it is not defined. */
  abstract double[] forward(double lon, double lat);

  /** X and y to longitude and latitude, NaN where it is not defined. */
  abstract double[] inverse(double x, double y);

  @Override
  protected final Point2D transformNormalized(double lon, double lat, @Nullable Point2D into) {
    return point(forward(lon, lat), into);
  }

  @Override
  protected final Point2D inverseTransformNormalized(double x, double y, @Nullable Point2D into) {
    return point(inverse(x, y), into);
  }

  private static Point2D point(double[] xy, @Nullable Point2D into) {
    if (into == null) {
      return new Point2D.Double(xy[0], xy[1]);
    }
    into.setLocation(xy[0], xy[1]);
    return into;
  }

  /** Makes the projection of some parameters; GeoTools finds it by its name, as a service. */
  abstract static class OwnProvider extends AbstractProvider {
    private static final long serialVersionUID = 1L;

    private final transient Function<ParameterValueGroup, MathTransform> maker;

    OwnProvider(
        ParameterDescriptorGroup parameters, Function<ParameterValueGroup, MathTransform> maker) {
      super(parameters);
      this.maker = maker;
    }

    /**
     * The parameters of a projection.
     *
     * @param name GeoTools' name of the projection
     * @param own those beside axes, central meridian and false coordinates
     */
    static ParameterDescriptorGroup parameters(String name, ParameterDescriptor<?>... own) {
      List<ParameterDescriptor<?>> all =
          new ArrayList<>(List.of(SEMI_MAJOR, SEMI_MINOR, CENTRAL_MERIDIAN));
      all.addAll(List.of(own));
      all.addAll(List.of(FALSE_EASTING, FALSE_NORTHING));
      return createDescriptorGroup(
          new NamedIdentifier[] {new NamedIdentifier(Citations.fromName("Terralapse"), name)},
          all.toArray(ParameterDescriptor<?>[]::new));
    }

    @Override
    protected final MathTransform createMathTransform(ParameterValueGroup parameters) {
      return maker.apply(parameters);
    }
  }
}
