package io.terralapse.align.core.similarity;

import io.terralapse.align.core.feature.GradientField;

/**
 * Resamples a gradient field through a {@link Similarity}: bilinear interpolation, with the
 * orientations rotated accordingly. Accurate to a fraction of a pixel, which is sufficient for a
 * search; final measurements use resampled brightness. Stateless.
 */
final class ResampledField {
  private ResampledField() {}

  /**
   * The target's field on the pixel lattice of the reference.
   *
   * @param width columns of the result
   * @param height rows of the result
   */
  static GradientField of(GradientField target, Similarity similarity, int width, int height) {
    byte[] outX = new byte[width * height];
    byte[] outY = new byte[width * height];
    double square = similarity.scale() * similarity.scale();
    // Orientations are stored at twice their angle, so they are rotated back by twice the angle.
    double cos = (similarity.a() * similarity.a() - similarity.b() * similarity.b()) / square;
    double sin = 2 * similarity.a() * similarity.b() / square;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double u = similarity.x(column + 0.5, row + 0.5) - 0.5;
        double v = similarity.y(column + 0.5, row + 0.5) - 0.5;
        int i = row * width + column;
        int c = (int) Math.floor(u);
        int r = (int) Math.floor(v);
        outX[i] = GradientField.NODATA;
        if (c >= 0 && r >= 0 && c + 1 < target.width && r + 1 < target.height) {
          int at = r * target.width + c;
          int down = at + target.width;
          if (target.x[at] != GradientField.NODATA
              && target.x[at + 1] != GradientField.NODATA
              && target.x[down] != GradientField.NODATA
              && target.x[down + 1] != GradientField.NODATA) {
            double x = mix(target.x, at, down, u - c, v - r);
            double y = mix(target.y, at, down, u - c, v - r);
            outX[i] = (byte) Math.rint(cos * x + sin * y);
            outY[i] = (byte) Math.rint(cos * y - sin * x);
          }
        }
      }
    }
    return GradientField.of(width, height, outX, outY);
  }

  private static double mix(byte[] v, int at, int down, double s, double t) {
    double top = v[at] + s * (v[at + 1] - v[at]);
    double bottom = v[down] + s * (v[down + 1] - v[down]);
    return top + t * (bottom - top);
  }
}
