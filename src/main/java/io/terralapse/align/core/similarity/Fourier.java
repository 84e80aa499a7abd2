package io.terralapse.align.core.similarity;

/**
 * Fourier transforms of square complex planes whose side is a power of two: Cooley and Tukey 1965
 * (Mathematics of Computation 19), in place, rows then columns. Immutable; thread-safe.
 */
final class Fourier {
  private final int side;
  private final double[] cosine;
  private final double[] sine;

  /**
   * @param side a power of two, at least 2
   */
  Fourier(int side) {
    if (side < 2 || Integer.bitCount(side) != 1) {
      throw new IllegalArgumentException("side " + side);
    }
    this.side = side;
    this.cosine = new double[side / 2];
    this.sine = new double[side / 2];
    for (int k = 0; k < side / 2; k++) {
      cosine[k] = StrictMath.cos(2 * Math.PI * k / side);
      sine[k] = StrictMath.sin(2 * Math.PI * k / side);
    }
  }

  /** Smallest power of two that is not below {@code n}. */
  static int sideFor(int n) {
    return Integer.highestOneBit(Math.max(2, 2 * n - 1));
  }

  /**
   * {@code F(k) = sum_n f(n) exp(-2 pi i k n / side)} in both axes, {@code [row * side + column]}.
   */
  void forward(double[] re, double[] im) {
    transform(re, im);
  }

  /** The inverse of {@link #forward}, including the division by the number of samples. */
  void inverse(double[] re, double[] im) {
    // Swapping real and imaginary parts changes the sign of the exponent.
    transform(im, re);
    double scale = 1.0 / ((double) side * side);
    for (int i = 0; i < re.length; i++) {
      re[i] *= scale;
      im[i] *= scale;
    }
  }

  private void transform(double[] re, double[] im) {
    for (int row = 0; row < side; row++) {
      line(re, im, row * side);
    }
    double[] columnRe = new double[side];
    double[] columnIm = new double[side];
    for (int column = 0; column < side; column++) {
      for (int row = 0; row < side; row++) {
        columnRe[row] = re[row * side + column];
        columnIm[row] = im[row * side + column];
      }
      line(columnRe, columnIm, 0);
      for (int row = 0; row < side; row++) {
        re[row * side + column] = columnRe[row];
        im[row * side + column] = columnIm[row];
      }
    }
  }

  private void line(double[] re, double[] im, int from) {
    int bits = Integer.numberOfTrailingZeros(side);
    for (int i = 0; i < side; i++) {
      int j = Integer.reverse(i) >>> (32 - bits);
      if (j > i) {
        swap(re, from + i, from + j);
        swap(im, from + i, from + j);
      }
    }
    for (int half = 1; half < side; half *= 2) {
      int stride = side / (2 * half);
      for (int block = 0; block < side; block += 2 * half) {
        for (int k = 0; k < half; k++) {
          int a = from + (block + k);
          int b = a + half;
          double c = cosine[k * stride];
          double s = -sine[k * stride];
          double x = re[b] * c - im[b] * s;
          double y = re[b] * s + im[b] * c;
          re[b] = re[a] - x;
          im[b] = im[a] - y;
          re[a] += x;
          im[a] += y;
        }
      }
    }
  }

  private static void swap(double[] v, int i, int j) {
    double keep = v[i];
    v[i] = v[j];
    v[j] = keep;
  }

  /**
   * Circular cross-correlation {@code c(l) = sum_p conj(a(p)) b(p + l)} of two complex planes,
   * given by their transforms; returns the real part. The second plane is overwritten.
   */
  double[] correlated(double[] aRe, double[] aIm, double[] bRe, double[] bIm) {
    for (int i = 0; i < aRe.length; i++) {
      double re = aRe[i] * bRe[i] + aIm[i] * bIm[i];
      double im = aRe[i] * bIm[i] - aIm[i] * bRe[i];
      bRe[i] = re;
      bIm[i] = im;
    }
    inverse(bRe, bIm);
    return bRe;
  }
}
