package io.terralapse.draw;

import io.terralapse.furniture.Place;
import io.terralapse.geo.CoordinateTransform;
import io.terralapse.geo.Crs;
import io.terralapse.geo.GridPole;
import io.terralapse.geo.Transforms;
import io.terralapse.model.Grid;
import java.util.Optional;

/** Finds where a frame is in longitude and latitude. Stateless. */
final class FramePlace {
  /** Width, degrees, up to which the middle of the left and of the right edge tell that of all. */
  private static final double WIDE = 175;

  /** Latitude, degrees, up to which the middle of each edge tells the extent. */
  private static final double POLAR = 84;

  /** Points of the middle row along which longitudes are counted. */
  private static final int STEPS = 64;

  private FramePlace() {}

  /**
   * The centre of a grid, and its extent in degrees: 360 of longitude around a pole.
   *
   * @return empty for images without georeference; not sound if the centre is not on the map of the
   *     grid's CRS
   */
  static Optional<Place> find(Grid grid, Optional<GridPole> pole) {
    Crs crs = Crs.of(grid.crs());
    if (crs.isPixels()) {
      return Optional.empty();
    }
    CoordinateTransform toDegrees = Transforms.between(crs, Crs.lonLat());
    Place plain = ofEdges(grid, toDegrees);
    boolean isPolar = Math.abs(plain.latitude()) > POLAR && !crs.isGeographic();
    double counted = countedWidth(grid, toDegrees);
    if (pole.isEmpty() && !isPolar && plain.isSound() && counted <= WIDE) {
      return Optional.of(plain);
    }
    DegreeExtent extent = DegreeExtent.of(grid, toDegrees, pole);
    return Optional.of(
        new Place(
            Math.IEEEremainder(plain.longitude(), 360),
            plain.latitude(),
            Math.min(360, Math.max(extent.width(), counted)),
            extent.height()));
  }

  private static Place ofEdges(Grid grid, CoordinateTransform toDegrees) {
    double left = grid.originX();
    double top = grid.originY();
    double width = grid.width() * grid.pixelSize();
    double height = grid.height() * grid.pixelSize();
    double[] xy = {
      left + width / 2,
      top - height / 2,
      left,
      top - height / 2,
      left + width,
      top - height / 2,
      left + width / 2,
      top,
      left + width / 2,
      top - height
    };
    toDegrees.apply(xy, xy.length / 2);
    double across = Math.abs(xy[4] - xy[2]);
    return new Place(xy[0], xy[1], Math.min(across, 360 - across), Math.abs(xy[7] - xy[9]));
  }

  /** The longitudes that the middle row passes, degrees, also those that it passes twice. */
  private static double countedWidth(Grid grid, CoordinateTransform toDegrees) {
    double[] xy = new double[2 * STEPS + 2];
    for (int i = 0; i <= STEPS; i++) {
      xy[2 * i] = grid.originX() + i * grid.width() * grid.pixelSize() / STEPS;
      xy[2 * i + 1] = grid.originY() - grid.height() * grid.pixelSize() / 2;
    }
    toDegrees.apply(xy, STEPS + 1);
    double sum = 0;
    for (int i = 1; i <= STEPS; i++) {
      double step = Math.IEEEremainder(xy[2 * i] - xy[2 * i - 2], 360);
      sum += Double.isFinite(step) ? step : 0;
    }
    return Math.abs(sum);
  }
}
