package io.terralapse.draw;

import io.terralapse.furniture.Graticule;
import io.terralapse.furniture.MarkSettings.GraticuleUse;
import io.terralapse.geo.CoordinateTransform;
import io.terralapse.geo.Crs;
import io.terralapse.geo.GridPole;
import io.terralapse.geo.Transforms;
import io.terralapse.model.Grid;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Finds the lines of a frame on which longitude, latitude or a grid coordinate is round. */
final class GraticuleLines {
  /** Least distance between lines, a share of the shorter side of the frame. */
  private static final double APART = 0.24;

  private static final int MOST_LINES = 40;

  /** Distance of the points of a line, pixels. */
  private static final double POINTS_APART = 3;

  /** Steps in tenths of a second of arc, which angles are divided by. */
  private static final int[] ANGLES = {
    1, 2, 5, 10, 20, 50, 100, 200, 300, 600, 1_200, 3_000, 6_000, 9_000, 12_000, 18_000, 36_000,
    72_000, 180_000, 360_000, 540_000, 720_000, 1_080_000
  };

  private static final int TENTHS_PER_DEGREE = 36_000;
  private static final int TENTHS_PER_MINUTE = 600;

  private final Grid grid;
  private final Optional<GridPole> pole;
  private final List<Graticule.Line> lines = new ArrayList<>();

  private GraticuleLines(Grid grid) {
    this.grid = grid;
    this.pole = GridPole.findIn(grid);
  }

  /**
   * The lines of a grid; empty if none are requested, or images have no georeference.
   *
   * @param use of degrees or of the grid's own coordinates; these are degrees too where it has no
   *     projection
   */
  static Optional<Graticule> find(Grid grid, GraticuleUse use) {
    Crs crs = Crs.of(grid.crs());
    if (use == GraticuleUse.NONE || crs.isPixels()) {
      return Optional.empty();
    }
    GraticuleLines found = new GraticuleLines(grid);
    if (use == GraticuleUse.GRID && crs.isProjected()) {
      found.addGridLines(crs);
      return Optional.of(new Graticule(found.lines, Optional.empty()));
    }
    found.addDegrees(crs);
    return Optional.of(new Graticule(found.lines, found.pole.flatMap(found::around)));
  }

  private double leastPixels() {
    return APART * Math.min(grid.width(), grid.height());
  }

  private void addGridLines(Crs crs) {
    double least = leastPixels() * grid.pixelSize();
    BigDecimal step = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(least)));
    for (int factor : new int[] {1, 2, 5, 10}) {
      BigDecimal larger = step.multiply(BigDecimal.valueOf(factor));
      if (larger.doubleValue() >= least) {
        step = larger;
        break;
      }
    }
    double bottom = grid.originY() - grid.height() * grid.pixelSize();
    double right = grid.originX() + grid.width() * grid.pixelSize();
    for (BigDecimal x : multiples(step, grid.originX(), right)) {
      double column = (x.doubleValue() - grid.originX()) / grid.pixelSize();
      addLine(
          gridLabel(crs, x, step, " E"), true, grid.height(), t -> new Point2D.Double(column, t));
    }
    for (BigDecimal y : multiples(step, bottom, grid.originY())) {
      double row = (grid.originY() - y.doubleValue()) / grid.pixelSize();
      addLine(gridLabel(crs, y, step, " N"), false, grid.width(), t -> new Point2D.Double(t, row));
    }
  }

  private static List<BigDecimal> multiples(BigDecimal step, double low, double high) {
    List<BigDecimal> found = new ArrayList<>();
    BigDecimal at = BigDecimal.valueOf(low).divide(step, 0, RoundingMode.CEILING).multiply(step);
    for (; at.doubleValue() <= high && found.size() < MOST_LINES; at = at.add(step)) {
      found.add(at);
    }
    return found;
  }

  /** Metres as kilometres where that is shorter; other units as they are, without a name. */
  private static String gridLabel(Crs crs, BigDecimal value, BigDecimal step, String direction) {
    boolean metres = crs.metresPerUnit() == 1;
    boolean thousands = metres && step.compareTo(BigDecimal.valueOf(100)) >= 0;
    BigDecimal shown = thousands ? value.movePointLeft(3) : value;
    BigDecimal smallest = thousands ? step.movePointLeft(3) : step;
    int decimals = Math.max(0, smallest.stripTrailingZeros().scale());
    String number = shown.setScale(decimals, RoundingMode.HALF_UP).abs().toPlainString();
    String unit = metres ? thousands ? " km" : " m" : "";
    return (value.signum() < 0 ? "−" : "") + number + unit + direction;
  }

  private interface At {
    Point2D.Double position(double t);
  }

  /** Adds a straight line of some length. */
  private void addLine(String label, boolean upright, double length, At at) {
    List<Point2D.Double> points = new ArrayList<>();
    int count = (int) Math.ceil(length / POINTS_APART);
    for (int i = 0; i <= count; i++) {
      points.add(at.position(length * i / count));
    }
    lines.add(new Graticule.Line(label, upright, points));
  }

  private void addDegrees(Crs crs) {
    CoordinateTransform toDegrees = Transforms.between(crs, Crs.lonLat());
    CoordinateTransform toGrid = Transforms.between(Crs.lonLat(), crs);
    DegreeExtent extent = DegreeExtent.of(grid, toDegrees, pole);
    double lonStep = step(extent.width(), grid.width());
    double latStep = step(extent.height(), pole.map(this::furthest).orElse((double) grid.height()));
    BiFunction<Double, Double, Point2D.Double> pixel = (lon, lat) -> pixel(toGrid, lon, lat);
    for (BigDecimal tenths : angles(lonStep, extent.west(), extent.east())) {
      double lon = tenths.doubleValue() / TENTHS_PER_DEGREE;
      // Around a pole, 180 degrees west and east are one meridian.
      if (pole.isEmpty() || lon < extent.east()) {
        trace(
            angle(tenths, lonStep, "E", "W"),
            extent.south(),
            extent.north(),
            lat -> pixel.apply(lon, lat));
      }
    }
    for (BigDecimal tenths : angles(latStep, extent.south(), extent.north())) {
      double lat = tenths.doubleValue() / TENTHS_PER_DEGREE;
      if (pole.filter(at -> at.latitude() == lat).isEmpty()) {
        trace(
            angle(tenths, latStep, "N", "S"),
            extent.west(),
            extent.east(),
            lon -> pixel.apply(lon, lat));
      }
    }
  }

  /** Distance from a pole to the furthest corner of the frame, pixels. */
  private double furthest(GridPole from) {
    return Math.hypot(
        Math.max(from.column(), grid.width() - from.column()),
        Math.max(from.row(), grid.height() - from.row()));
  }

  /** Where meridians run together, so that no label belongs to one of them visibly. */
  private Optional<Rectangle2D> around(GridPole centre) {
    double by = leastPixels();
    return Optional.of(
        new Rectangle2D.Double(centre.column() - by, centre.row() - by, 2 * by, 2 * by));
  }

  private Point2D.Double pixel(CoordinateTransform toGrid, double lon, double lat) {
    double[] xy = {lon - 360 * Math.rint(lon / 360), Math.max(-90, Math.min(90, lat))};
    toGrid.apply(xy, 1);
    return new Point2D.Double(
        (xy[0] - grid.originX()) / grid.pixelSize(), (grid.originY() - xy[1]) / grid.pixelSize());
  }

  /** The smallest step, in tenths of a second, at which lines are far enough apart. */
  private double step(double degrees, double pixels) {
    double least = leastPixels() * degrees / pixels * TENTHS_PER_DEGREE;
    for (int angle : ANGLES) {
      if (angle >= least) {
        return angle;
      }
    }
    return ANGLES[ANGLES.length - 1];
  }

  private static List<BigDecimal> angles(double step, double from, double to) {
    return multiples(BigDecimal.valueOf(step), from * TENTHS_PER_DEGREE, to * TENTHS_PER_DEGREE);
  }

  /** Adds a line as far as it is in the frame. */
  private void trace(String label, double from, double to, At at) {
    // The extent is that of some points, so a line may end a little beyond it.
    double beyond = pole.isPresent() && to - from == 360 ? 0 : 0.02 * (to - from);
    double pixels = 2.0 * Math.max(grid.width(), grid.height());
    int count = (int) Math.ceil(pixels / POINTS_APART);
    GraticuleTrace trace = new GraticuleTrace(grid.width(), grid.height());
    for (int i = 0; i <= count; i++) {
      trace.add(at.position(from - beyond + (to - from + 2 * beyond) * i / count));
    }
    lines.addAll(trace.lines(label));
  }

  /** An angle in degrees, and in minutes and seconds as far as the step asks for them. */
  private static String angle(BigDecimal tenths, double step, String positive, String negative) {
    long half = 180L * TENTHS_PER_DEGREE;
    long turned = Math.floorMod(tenths.longValue() + half, 2 * half) - half;
    long value = Math.abs(turned);
    StringBuilder text = new StringBuilder().append(value / TENTHS_PER_DEGREE).append('°');
    if (step % TENTHS_PER_DEGREE != 0) {
      text.append(two(value % TENTHS_PER_DEGREE / TENTHS_PER_MINUTE)).append('′');
    }
    if (step % TENTHS_PER_MINUTE != 0) {
      text.append(two(value % TENTHS_PER_MINUTE / 10));
      text.append(step % 10 != 0 ? "." + value % 10 : "").append('″');
    }
    if (value == 0 || value == half) {
      return text.toString();
    }
    return text + " " + (turned < 0 ? negative : positive);
  }

  private static String two(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }
}
