package io.terralapse.warp;

/** The interpolation kernels, by GDAL's names. */
public enum Kernel {
  /** The pixel that the position falls in. */
  NEAR(0.5) {
    @Override
    double weight(double x) {
      return 1;
    }
  },
  /** A triangle over two pixels. */
  BILINEAR(1) {
    @Override
    double weight(double x) {
      return Math.max(0, 1 - Math.abs(x));
    }
  },
  /**
   * Cubic convolution with a = -0.5 (Catmull-Rom), which reproduces quadratics and is what GDAL
   * calls cubic. Source: R. Keys, "Cubic convolution interpolation for digital image processing",
   * IEEE Trans. ASSP 29(6), 1981.
   */
  CUBIC(2) {
    @Override
    double weight(double x) {
      double d = Math.abs(x);
      if (d < 1) {
        return (1.5 * d - 2.5) * d * d + 1;
      }
      return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
    }
  };

  private final double radius;

  Kernel(double radius) {
    this.radius = radius;
  }

  /** The kernel's value at a distance in (widened) source pixels. */
  abstract double weight(double x);

  /**
   * Number of source pixels along one axis that a position takes part of.
   *
   * @param scale factor by which the kernel is widened, at least 1
   */
  int taps(double scale) {
    return this == NEAR ? 1 : 2 * (int) Math.ceil(radius * scale - 1e-9);
  }

  /** The first of the {@code taps} pixels for a continuous pixel position. */
  int firstTap(double position, int taps) {
    return this == NEAR
        ? (int) Math.floor(position)
        : (int) Math.floor(position - 0.5) - taps / 2 + 1;
  }

  /**
   * Weights of the taps from {@code first} on, summing to 1.
   *
   * @param out receives {@code taps} weights from {@code at} on
   */
  void weights(double position, int first, int taps, double scale, float[] out, int at) {
    double sum = 0;
    for (int k = 0; k < taps; k++) {
      double w = weight((first + k + 0.5 - position) / scale);
      out[at + k] = (float) w;
      sum += w;
    }
    if (scale != 1) {
      for (int k = 0; k < taps; k++) {
        out[at + k] = (float) (out[at + k] / sum);
      }
    }
  }
}
