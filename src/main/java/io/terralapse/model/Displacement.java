package io.terralapse.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * A smooth vector field over a raster: how far the content of one date is to the right of (+x) and
 * below (+y) the same content in the reference, as a function of position.
 *
 * <pre>
 *   d(x, y) = (dx, dy) + ( a  b ) (x, y)' + sum of splines(x, y)
 *                        ( c  d )
 * </pre>
 *
 * <p>Positions are continuous pixel coordinates of the reference's raster (centres at halves), and
 * displacements are in the same pixels. Immutable.
 *
 * @param dx pixels right at the origin, without splines
 * @param dy pixels down at the origin, without splines
 * @param a change of x displacement per pixel to the right
 * @param b change of x displacement per pixel down
 * @param c change of y displacement per pixel to the right
 * @param d change of y displacement per pixel down
 * @param splines local deformation, often empty; {@code bends} in the lock file
 */
public record Displacement(
    double dx,
    double dy,
    double a,
    double b,
    double c,
    double d,
    @JsonProperty("bends") List<BSpline> splines) {

  /** No displacement anywhere. */
  public static final Displacement NONE = translation(0, 0);

  /** Copies the list. */
  public Displacement {
    splines = List.copyOf(splines);
  }

  /**
   * A bicubic B-spline surface on a square lattice of coefficients: smooth to the second derivative
   * (Unser 1999, IEEE Signal Processing Magazine 16(6)). Coefficient (i, j) is at (originX + i
   * step, originY + j step). Outside the cells that four by four coefficients span, the value of
   * the nearest such cell's border applies.
   *
   * @param originX position of the first coefficient, pixels
   * @param originY the same, downwards
   * @param step pixels between coefficients, positive
   * @param columns coefficients in a row, at least 4
   * @param x displacement right, {@code [row * columns + column]}, pixels; at least four rows
   * @param y displacement down, likewise
   */
  public record BSpline(
      double originX, double originY, double step, int columns, List<Double> x, List<Double> y) {
    /** Copies the lists. */
    public BSpline {
      x = List.copyOf(x);
      y = List.copyOf(y);
      if (columns < 4
          || x.size() < 4 * columns
          || x.size() % columns != 0
          || y.size() != x.size()) {
        throw new IllegalArgumentException(x.size() + " coefficients in rows of " + columns);
      }
    }

    void addAt(double px, double py, double[] out) {
      int rows = x.size() / columns;
      double u = Math.max(0, Math.min(columns - 3.0, (px - originX) / step - 1));
      double v = Math.max(0, Math.min(rows - 3.0, (py - originY) / step - 1));
      int i = (int) Math.min(columns - 4.0, Math.floor(u));
      int j = (int) Math.min(rows - 4.0, Math.floor(v));
      double[] wu = weights(u - i);
      double[] wv = weights(v - j);
      for (int m = 0; m < 4; m++) {
        for (int k = 0; k < 4; k++) {
          int at = (j + m) * columns + i + k;
          double w = wv[m] * wu[k];
          out[0] += w * x.get(at);
          out[1] += w * y.get(at);
        }
      }
    }
  }

  /**
   * The four weights of the uniform cubic B-spline at a fraction of a cell, 0 to 1; their sum is 1.
   */
  public static double[] weights(double t) {
    double s = 1 - t;
    return new double[] {
      s * s * s / 6,
      (3 * t * t * t - 6 * t * t + 4) / 6,
      (3 * s * s * s - 6 * s * s + 4) / 6,
      t * t * t / 6
    };
  }

  /** The same displacement everywhere. */
  public static Displacement translation(double dx, double dy) {
    return new Displacement(dx, dy, 0, 0, 0, 0, List.of());
  }

  /** True if the displacement is the same everywhere. */
  public boolean isTranslation() {
    return a == 0 && b == 0 && c == 0 && d == 0 && splines.isEmpty();
  }

  /**
   * The displacement at a position.
   *
   * @param out receives x at 0 and y at 1
   */
  public void at(double x, double y, double[] out) {
    out[0] = dx + a * x + b * y;
    out[1] = dy + c * x + d * y;
    for (BSpline spline : splines) {
      spline.addAt(x, y, out);
    }
  }

  /** Adds the field to a digest, exact to the last bit. */
  public void addTo(ContentDigest digest) {
    for (double value : new double[] {dx, dy, a, b, c, d}) {
      digest.add(value);
    }
    digest.add(splines.size());
    for (BSpline spline : splines) {
      digest.add(spline.originX);
      digest.add(spline.originY);
      digest.add(spline.step);
      digest.add(spline.columns);
      digest.add(spline.x.size());
      spline.x.forEach(digest::add);
      spline.y.forEach(digest::add);
    }
  }

  /** The sum of two fields, position by position. */
  public Displacement plus(Displacement other) {
    List<BSpline> all = new ArrayList<>(splines);
    all.addAll(other.splines);
    return new Displacement(
        dx + other.dx, dy + other.dy, a + other.a, b + other.b, c + other.c, d + other.d, all);
  }

  /**
   * This displacement composed with a linear one: {@code d(p) + e(p + d(p))}.
   *
   * @param e without splines
   * @throws IllegalArgumentException if it has splines
   */
  public Displacement followedBy(Displacement e) {
    if (!e.splines.isEmpty()) {
      throw new IllegalArgumentException("the second displacement has splines");
    }
    List<BSpline> transformed = new ArrayList<>();
    for (BSpline spline : splines) {
      List<Double> x = new ArrayList<>();
      List<Double> y = new ArrayList<>();
      for (int i = 0; i < spline.x.size(); i++) {
        x.add((1 + e.a) * spline.x.get(i) + e.b * spline.y.get(i));
        y.add(e.c * spline.x.get(i) + (1 + e.d) * spline.y.get(i));
      }
      transformed.add(
          new BSpline(spline.originX, spline.originY, spline.step, spline.columns, x, y));
    }
    return new Displacement(
        dx + e.dx + e.a * dx + e.b * dy,
        dy + e.dy + e.c * dx + e.d * dy,
        a + e.a + e.a * a + e.b * c,
        b + e.b + e.a * b + e.b * d,
        c + e.c + e.c * a + e.d * c,
        d + e.d + e.c * b + e.d * d,
        transformed);
  }

  /** The approximate inverse: exact for translations, to first order otherwise. */
  public Displacement negated() {
    List<BSpline> transformed = new ArrayList<>();
    for (BSpline spline : splines) {
      transformed.add(
          new BSpline(
              spline.originX,
              spline.originY,
              spline.step,
              spline.columns,
              spline.x.stream().map(v -> -v).toList(),
              spline.y.stream().map(v -> -v).toList()));
    }
    return new Displacement(-dx, -dy, -a, -b, -c, -d, transformed);
  }

  /** The field minus its value at one position, where the result is 0. */
  public Displacement zeroAt(double x, double y) {
    double[] here = new double[2];
    at(x, y, here);
    return plus(translation(-here[0], -here[1]));
  }

  /**
   * The same field on a raster with another origin and pixel size.
   *
   * @param originX the new origin in old pixels
   * @param originY the same, downwards
   * @param factor new pixels per old pixel, positive
   */
  public Displacement onRaster(double originX, double originY, double factor) {
    List<BSpline> moved = new ArrayList<>();
    for (BSpline spline : splines) {
      moved.add(
          new BSpline(
              (spline.originX - originX) * factor,
              (spline.originY - originY) * factor,
              spline.step * factor,
              spline.columns,
              spline.x.stream().map(v -> v * factor).toList(),
              spline.y.stream().map(v -> v * factor).toList()));
    }
    return new Displacement(
        (dx + a * originX + b * originY) * factor,
        (dy + c * originX + d * originY) * factor,
        a,
        b,
        c,
        d,
        moved);
  }
}
