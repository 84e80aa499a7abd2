package io.terralapse.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DisplacementTest {
  private static Displacement random(long seed) {
    Random random = new Random(seed);
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < 35; i++) {
      x.add(random.nextGaussian());
      y.add(random.nextGaussian());
    }
    return new Displacement(
        1, -2, 0.01, 0.02, -0.03, 0.04, List.of(new Displacement.BSpline(-20, -10, 25, 7, x, y)));
  }

  private static double[] at(Displacement field, double x, double y) {
    double[] out = new double[2];
    field.at(x, y, out);
    return out;
  }

  /** The tensor product of the B-spline by its own recursion, everywhere it is not 0. */
  private static double naive(Displacement.BSpline spline, List<Double> c, double px, double py) {
    double sum = 0;
    for (int i = 0; i < c.size(); i++) {
      int row = i / spline.columns();
      double u = (px - spline.originX()) / spline.step() - i % spline.columns();
      double v = (py - spline.originY()) / spline.step() - row;
      sum += c.get(i) * basis(u, 3) * basis(v, 3);
    }
    return sum;
  }

  private static double basis(double t, int degree) {
    if (degree == 0) {
      return t >= -0.5 && t < 0.5 ? 1 : 0;
    }
    double half = (degree + 1) / 2.0;
    return ((half + t) * basis(t + 0.5, degree - 1) + (half - t) * basis(t - 0.5, degree - 1))
        / degree;
  }

  @Test
  void matchesTheFormula() {
    Displacement field = random(1);
    Displacement.BSpline spline = field.splines().get(0);
    for (double x : new double[] {5.5, 31.2, 79.9, 104}) {
      for (double y : new double[] {15.5, 40, 64.9}) {
        double[] found = at(field, x, y);
        assertEquals(1 + 0.01 * x + 0.02 * y + naive(spline, spline.x(), x, y), found[0], 1e-12);
        assertEquals(-2 - 0.03 * x + 0.04 * y + naive(spline, spline.y(), x, y), found[1], 1e-12);
      }
    }
  }

  @Test
  void isConstantBeyondTheLattice() {
    Displacement.BSpline spline = random(2).splines().get(0);
    Displacement field = new Displacement(0, 0, 0, 0, 0, 0, List.of(spline));
    assertEquals(at(field, 105, 30)[0], at(field, 500, 30)[0], 1e-12);
    assertEquals(at(field, 5, 15)[1], at(field, -80, -90)[1], 1e-12);
  }

  @Test
  void isTransformedWithItsRaster() {
    Displacement field = random(3);
    Displacement moved = field.onRaster(7, -4, 2.5);
    double[] before = at(field, 50, 30);
    double[] after = at(moved, (50 - 7) * 2.5, (30 + 4) * 2.5);
    assertEquals(before[0] * 2.5, after[0], 1e-9);
    assertEquals(before[1] * 2.5, after[1], 1e-9);
  }

  @Test
  void sumsFieldsAndIsZeroAtTheGivenPosition() {
    Displacement sum = random(4).plus(random(5));
    double[] a = at(random(4), 33, 44);
    double[] b = at(random(5), 33, 44);
    assertEquals(a[0] + b[0], at(sum, 33, 44)[0], 1e-12);
    assertEquals(-a[1] - b[1], at(sum.negated(), 33, 44)[1], 1e-12);
    double[] zero = at(sum.zeroAt(20, 60), 20, 60);
    assertEquals(0, zero[0], 1e-12);
    assertEquals(0, zero[1], 1e-12);
    assertFalse(sum.isTranslation());
    assertTrue(Displacement.translation(3, 4).isTranslation());
  }

  @Test
  void latticesWithoutACellAreAnError() {
    List<Double> few = List.of(1.0, 2.0, 3.0);
    assertThrows(
        IllegalArgumentException.class, () -> new Displacement.BSpline(0, 0, 1, 3, few, few));
  }
}
