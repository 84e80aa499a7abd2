package io.terralapse.align.core.similarity;

import io.terralapse.model.Displacement;
import java.util.List;

/**
 * Rotation, scale and shift: content at p in the reference is at {@code M p + t} in the target,
 * with
 *
 * <pre>
 *   M = ( a  -b )      a = scale cos(angle), b = scale sin(angle)
 *       ( b   a )
 * </pre>
 *
 * <p>Positions are continuous pixel coordinates, x right and y down, so a positive angle is a
 * clockwise rotation on the screen.
 */
record Similarity(double a, double b, double tx, double ty) {
  static final Similarity IDENTITY = new Similarity(1, 0, 0, 0);

  static Similarity of(double scale, double angle, double tx, double ty) {
    return new Similarity(scale * StrictMath.cos(angle), scale * StrictMath.sin(angle), tx, ty);
  }

  double x(double x, double y) {
    return a * x - b * y + tx;
  }

  double y(double x, double y) {
    return b * x + a * y + ty;
  }

  double scale() {
    return Math.hypot(a, b);
  }

  /** The similarity closest to a displacement field, followed by this one. */
  Similarity after(Displacement d) {
    // p -> q = p + d(p) in the image that this similarity was applied to, then to the target.
    double c = 1 + (d.a() + d.d()) / 2;
    double s = (d.c() - d.b()) / 2;
    return new Similarity(
        a * c - b * s, a * s + b * c, a * d.dx() - b * d.dy() + tx, b * d.dx() + a * d.dy() + ty);
  }

  /** The same for pixels {@code factor} times as small: positions times {@code factor}. */
  Similarity finer(double factor) {
    return new Similarity(a, b, tx * factor, ty * factor);
  }

  /** The equivalent displacement field. */
  Displacement displacement() {
    return new Displacement(tx, ty, a - 1, -b, b, a - 1, List.of());
  }
}
