package io.terralapse.align.core.similarity;

import io.terralapse.align.core.feature.GradientField;
import java.util.ArrayList;
import java.util.List;

/**
 * Proposes rotation and scale from the spectra of edge strength of two images. The magnitude of a
 * spectrum does not depend on position; on a grid of angle and logarithm of frequency, rotation is
 * a shift along one axis and scale a shift along the other (Reddy and Chatterji 1996). Every ring
 * is standardised to mean 0 and standard deviation 1, so that the directions of edges count and not
 * the sharpness of the image. Stateless.
 */
final class PolarSpectrum {
  /** Angles over 180 degrees, and rings. */
  private static final int BINS = 256;

  /** Frequency of the innermost ring, cycles per transform side. */
  private static final double LOWEST = 6;

  private static final double MAX_SCALE = 2.2;

  /** Proposals are at least this many bins apart. */
  private static final int MIN_SEPARATION = 3;

  private PolarSpectrum() {}

  /**
   * The best {scale, angle in radians} of the target relative to the reference, best first, at most
   * {@code most} of them; every angle also stands for that plus 180 degrees.
   */
  static List<double[]> propose(GradientField reference, GradientField target, int most) {
    int largest =
        Math.max(
            Math.max(reference.width, reference.height), Math.max(target.width, target.height));
    int side = Fourier.sideFor(largest);
    double highest = side / 2.0 * 0.9;
    double[] a = polar(reference, side, highest);
    double[] b = polar(target, side, highest);
    Fourier fourier = new Fourier(2 * BINS);
    double[] aRe = padded(a);
    double[] bRe = padded(b);
    double[] aIm = new double[aRe.length];
    double[] bIm = new double[bRe.length];
    fourier.forward(aRe, aIm);
    fourier.forward(bRe, bIm);
    double[] score = fourier.correlated(aRe, aIm, bRe, bIm);
    double step = Math.log(highest / LOWEST) / BINS;
    int reach = Math.min(BINS - 1, (int) Math.ceil(Math.log(MAX_SCALE) / step));
    List<double[]> found = new ArrayList<>();
    List<int[]> taken = new ArrayList<>();
    while (found.size() < most) {
      double best = 0;
      int[] at = {0, 0};
      for (int ring = -reach; ring <= reach; ring++) {
        for (int angle = 0; angle < BINS; angle++) {
          double v = at(score, ring, angle);
          if (v > best && isNew(taken, ring, angle)) {
            best = v;
            at = new int[] {ring, angle};
          }
        }
      }
      if (!(best > 0)) {
        return found;
      }
      taken.add(at);
      // Enlarging an image by s moves its spectrum inwards by log s.
      found.add(new double[] {Math.exp(-at[0] * step), at[1] * Math.PI / BINS});
    }
    return found;
  }

  private static boolean isNew(List<int[]> taken, int ring, int angle) {
    for (int[] one : taken) {
      if (near(one, ring, angle)) {
        return false;
      }
    }
    return true;
  }

  private static boolean near(int[] taken, int ring, int angle) {
    int apart = Math.abs(taken[1] - angle);
    return Math.abs(taken[0] - ring) < MIN_SEPARATION
        && Math.min(apart, BINS - apart) < MIN_SEPARATION;
  }

  private static double at(double[] score, int ring, int angle) {
    int side = 2 * BINS;
    return score[((ring + side) % side) * side + angle];
  }

  /** Rings are padded with zeros, angles with themselves, because they repeat after 180 degrees. */
  private static double[] padded(double[] polar) {
    double[] out = new double[4 * BINS * BINS];
    for (int ring = 0; ring < BINS; ring++) {
      for (int angle = 0; angle < 2 * BINS; angle++) {
        out[ring * 2 * BINS + angle] = polar[ring * BINS + angle % BINS];
      }
    }
    return out;
  }

  /** The magnitude spectrum of edge strength, {@code [ring * BINS + angle]}, rings standardised. */
  private static double[] polar(GradientField field, int side, double highest) {
    double[] re = new double[side * side];
    double[] im = new double[side * side];
    double mean = 0;
    int n = 0;
    for (int i = 0; i < field.x.length; i++) {
      if (field.x[i] != GradientField.NODATA) {
        mean += Math.hypot(field.x[i], field.y[i]);
        n++;
      }
    }
    mean /= Math.max(1, n);
    for (int row = 0; row < field.height; row++) {
      double down = taper(row, field.height);
      for (int column = 0; column < field.width; column++) {
        int i = row * field.width + column;
        if (field.x[i] != GradientField.NODATA) {
          re[row * side + column] =
              (Math.hypot(field.x[i], field.y[i]) - mean) * down * taper(column, field.width);
        }
      }
    }
    new Fourier(side).forward(re, im);
    double[] out = new double[BINS * BINS];
    for (int ring = 0; ring < BINS; ring++) {
      double f = LOWEST * Math.exp(ring * Math.log(highest / LOWEST) / BINS);
      for (int angle = 0; angle < BINS; angle++) {
        double phi = angle * Math.PI / BINS;
        out[ring * BINS + angle] =
            magnitude(re, im, side, f * StrictMath.cos(phi), f * StrictMath.sin(phi));
      }
      standardise(out, ring * BINS);
    }
    return out;
  }

  private static double taper(int i, int n) {
    double s = StrictMath.sin(Math.PI * (i + 0.5) / n);
    return s * s;
  }

  private static double magnitude(double[] re, double[] im, int side, double x, double y) {
    int c = (int) Math.floor(x);
    int r = (int) Math.floor(y);
    double s = x - c;
    double t = y - r;
    return (1 - t) * ((1 - s) * one(re, im, side, c, r) + s * one(re, im, side, c + 1, r))
        + t * ((1 - s) * one(re, im, side, c, r + 1) + s * one(re, im, side, c + 1, r + 1));
  }

  private static double one(double[] re, double[] im, int side, int column, int row) {
    int i = Math.floorMod(row, side) * side + Math.floorMod(column, side);
    return Math.log1p(Math.hypot(re[i], im[i]));
  }

  private static void standardise(double[] v, int from) {
    double sum = 0;
    double squares = 0;
    for (int i = from; i < from + BINS; i++) {
      sum += v[i];
      squares += v[i] * v[i];
    }
    double mean = sum / BINS;
    double spread = Math.sqrt(Math.max(1e-12, squares / BINS - mean * mean));
    for (int i = from; i < from + BINS; i++) {
      v[i] = (v[i] - mean) / spread;
    }
  }
}
