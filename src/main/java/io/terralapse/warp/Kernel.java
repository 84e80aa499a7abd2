package io.terralapse.warp;

import java.util.Locale;

/** The resampling kernels, by GDAL's names. */
public enum Kernel {
  /** Nearest neighbour: the pixel that contains the position. */
  NEAR(0.5) {
    @Override
    double weight(double x) {
      return 1;
    }
  },
  /** A triangle filter over two pixels. */
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

  /**
   * The kernel of a name as in {@code grid.r}, in any case.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static Kernel named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The weight at a signed distance in source pixels, divided by the scale. */
  abstract double weight(double x);

  /**
   * Number of source pixels along one axis that contribute to an output pixel.
   *
   * @param scale factor by which the kernel is widened for downsampling, at least 1
   */
  int taps(double scale) {
    return this == NEAR ? 1 : 2 * (int) Math.ceil(radius * scale - 1e-9);
  }

  /** Index of the first of the {@code taps} pixels for a continuous pixel position. */
  int firstTap(double position, int taps) {
    return this == NEAR
        ? (int) Math.floor(position)
        : (int) Math.floor(position - 0.5) - taps / 2 + 1;
  }

  /**
   * Computes the weights of the taps from {@code first} on, which sum to 1.
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
