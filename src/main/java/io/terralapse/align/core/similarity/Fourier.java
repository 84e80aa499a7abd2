package io.terralapse.align.core.similarity;

/**
 * Fourier transforms of square complex planes whose side is a power of two: Cooley and Tukey 1965
 * (Mathematics of Computation 19), rows then columns. Immutable; thread-safe.
 *
 * <p>All lines of a plane are transformed together: one butterfly combines two whole rows of the
 * transposed plane with one factor. Rows are arrays of their own, because Hotspot of JDK 17 only
 * vectorises loops that read all arrays at the same index.
 */
final class Fourier {
  /** Columns that are transposed at a time, so that the rows written to stay in the cache. */
  private static final int TILE = 16;

  private final int side;
  private final double[] cosine;
  private final double[] sine;

  /** Every index with its bits in reversed order. */
  private final int[] reversed;

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
    this.reversed = new int[side];
    int bits = Integer.numberOfTrailingZeros(side);
    for (int i = 0; i < side; i++) {
      reversed[i] = Integer.reverse(i) >>> (32 - bits);
    }
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
    double[][] linesRe = new double[side][side];
    double[][] linesIm = new double[side][side];
    for (int axis = 0; axis < 2; axis++) {
      transpose(re, linesRe);
      transpose(im, linesIm);
      butterflies(linesRe, linesIm);
      for (int i = 0; i < side; i++) {
        System.arraycopy(linesRe[i], 0, re, i * side, side);
        System.arraycopy(linesIm[i], 0, im, i * side, side);
      }
    }
  }

  /** Columns become rows, in bit-reversed order. */
  private void transpose(double[] plane, double[][] lines) {
    for (int first = 0; first < side; first += TILE) {
      int end = Math.min(side, first + TILE);
      for (int row = 0; row < side; row++) {
        for (int column = first; column < end; column++) {
          lines[reversed[column]][row] = plane[row * side + column];
        }
      }
    }
  }

  private void butterflies(double[][] re, double[][] im) {
    for (int half = 1; half < side; half *= 2) {
      int stride = side / (2 * half);
      for (int block = 0; block < side; block += 2 * half) {
        for (int k = 0; k < half; k++) {
          int a = block + k;
          int b = a + half;
          butterfly(re[a], im[a], re[b], im[b], cosine[k * stride], -sine[k * stride]);
        }
      }
    }
  }

  private static void butterfly(
      double[] aRe, double[] aIm, double[] bRe, double[] bIm, double c, double s) {
    for (int i = 0; i < aRe.length; i++) {
      double x = bRe[i] * c - bIm[i] * s;
      double y = bRe[i] * s + bIm[i] * c;
      bRe[i] = aRe[i] - x;
      bIm[i] = aIm[i] - y;
      aRe[i] += x;
      aIm[i] += y;
    }
  }

  /**
   * Circular cross-correlation {@code c(l) = sum_p conj(a(p)) b(p + l)} of two complex planes,
   * given by their transforms; returns the real part. The second plane is overwritten.
   */
  double[] correlated(double[] aRe, double[] aIm, double[] bRe, double[] bIm) {
    multiply(aRe, aIm, bRe, bIm);
    inverse(bRe, bIm);
    return bRe;
  }

  /**
   * Two cross-correlations with one inverse transform: the real part of {@code sum_p conj(a(p)) b(p
   * + l)} replaces {@code bRe}, and {@code sum_p m(p) n(p + l)} of real planes m, n replaces {@code
   * bIm}. All planes are given by their transforms; {@code n} is overwritten too.
   */
  void correlate(
      double[] aRe,
      double[] aIm,
      double[] bRe,
      double[] bIm,
      double[] mRe,
      double[] mIm,
      double[] nRe,
      double[] nIm) {
    multiply(aRe, aIm, bRe, bIm);
    multiply(mRe, mIm, nRe, nIm);
    // The transform of the real part of a plane is the Hermitian part of its transform.
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        int i = row * side + column;
        int j = (side - row) % side * side + (side - column) % side;
        if (i <= j) {
          double re = (bRe[i] + bRe[j]) / 2;
          double im = (bIm[i] - bIm[j]) / 2;
          bRe[i] = re - nIm[i];
          bIm[i] = im + nRe[i];
          bRe[j] = re - nIm[j];
          bIm[j] = -im + nRe[j];
        }
      }
    }
    inverse(bRe, bIm);
  }

  /** The product of a conjugated and another plane, in place of the second. */
  private static void multiply(double[] aRe, double[] aIm, double[] bRe, double[] bIm) {
    for (int i = 0; i < aRe.length; i++) {
      double re = aRe[i] * bRe[i] + aIm[i] * bIm[i];
      double im = aRe[i] * bIm[i] - aIm[i] * bRe[i];
      bRe[i] = re;
      bIm[i] = im;
    }
  }
}
