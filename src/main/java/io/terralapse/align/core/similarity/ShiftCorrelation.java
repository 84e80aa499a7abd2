package io.terralapse.align.core.similarity;

import io.terralapse.align.core.feature.GradientField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The correlation of a reference's orientations with another field's at every integer shift, by
 * Fourier transform:
 *
 * <pre>
 *   c(l) = sum_p conj(f(p)) h(p + l) / (E s(l)),    s(l) = sum_p n(p) m(p + l) / sum_p n(p)
 * </pre>
 *
 * <p>with f, h the orientations as complex numbers, n, m their masks, E the geometric mean of the
 * two energies and s the share of the reference that overlaps. Not thread-safe.
 */
final class ShiftCorrelation {
  /** Shifts with a smaller overlapping share are not considered. */
  private static final double MIN_OVERLAP = 0.2;

  /** Of several peaks each is at least this far from the others in x or y, pixels. */
  private static final int MIN_SEPARATION = 4;

  private final Fourier fourier;
  private final int side;
  private final GradientField reference;
  private final double[] vectorRe;
  private final double[] vectorIm;
  private final double[] maskRe;
  private final double[] maskIm;
  private final double energy;
  private final double validPixels;

  /**
   * @param side a power of two, not below the other field's longer side
   */
  ShiftCorrelation(GradientField reference, int side) {
    this.reference = reference;
    this.side = side;
    this.fourier = new Fourier(side);
    this.vectorRe = new double[side * side];
    this.vectorIm = new double[side * side];
    this.maskRe = new double[side * side];
    this.maskIm = new double[side * side];
    fill(reference, vectorRe, vectorIm, maskRe);
    this.energy = energy(vectorRe, vectorIm);
    this.validPixels = Math.max(1, Arrays.stream(maskRe).sum());
    fourier.forward(vectorRe, vectorIm);
    fourier.forward(maskRe, maskIm);
  }

  int width() {
    return reference.width;
  }

  int height() {
    return reference.height;
  }

  /**
   * The best shift {x, y, score}: content at p in the reference is at p + (x, y) + margin in the
   * other field. The score is the similarity times the square root of the overlapping share; 0 if
   * no shift has a positive one.
   */
  double[] peak(GradientField other, int margin) {
    List<double[]> peaks = peaks(other, margin, 1);
    return peaks.isEmpty() ? new double[3] : peaks.get(0);
  }

  /**
   * The best shifts as of {@link #peak}, best first, at least {@link #MIN_SEPARATION} apart.
   *
   * @param most number of shifts; fewer are returned if no others have a positive score
   */
  List<double[]> peaks(GradientField other, int margin, int most) {
    double[] re = new double[side * side];
    double[] im = new double[side * side];
    double[] mask = new double[side * side];
    fill(other, re, im, mask);
    double mean = Math.sqrt(energy * energy(re, im));
    fourier.forward(re, im);
    double[] none = new double[side * side];
    fourier.forward(mask, none);
    fourier.correlate(vectorRe, vectorIm, re, im, maskRe, maskIm, mask, none);
    List<double[]> found = new ArrayList<>();
    while (found.size() < most) {
      double[] best = {0, 0, 0};
      for (int y = 0; y <= other.height - reference.height; y++) {
        for (int x = 0; x <= other.width - reference.width; x++) {
          double score = score(re[y * side + x], im[y * side + x], mean);
          if (score > best[2] && isSeparate(found, x - margin, y - margin)) {
            best = new double[] {x - margin, y - margin, score};
          }
        }
      }
      if (!(best[2] > 0)) {
        break;
      }
      found.add(best);
    }
    return found;
  }

  private double score(double dot, double common, double mean) {
    double share = common / validPixels;
    return share >= MIN_OVERLAP && mean > 0 ? dot / (mean * validPixels * Math.sqrt(share)) : 0;
  }

  private static boolean isSeparate(List<double[]> found, int x, int y) {
    for (double[] one : found) {
      if (Math.abs(one[0] - x) < MIN_SEPARATION && Math.abs(one[1] - y) < MIN_SEPARATION) {
        return false;
      }
    }
    return true;
  }

  /**
   * As {@link #peak}, without a Fourier transform: faster for few shifts.
   *
   * @param other as large as the reference and {@code margin} more on every side
   */
  double[] directPeak(GradientField other, int margin) {
    double mean = Math.sqrt(energy * energy(other));
    double[] best = {0, 0, 0};
    for (int y = 0; y <= 2 * margin; y++) {
      for (int x = 0; x <= 2 * margin; x++) {
        double score = directScore(other, x, y, mean);
        if (score > best[2]) {
          best = new double[] {x - margin, y - margin, score};
        }
      }
    }
    return best;
  }

  private double directScore(GradientField other, int dx, int dy, double mean) {
    long dot = 0;
    int common = 0;
    for (int row = 0; row < reference.height; row++) {
      int from = row * reference.width;
      int to = (row + dy) * other.width + dx;
      int rowDot = 0;
      for (int c = 0; c < reference.width; c++) {
        byte f = reference.x[from + c];
        byte h = other.x[to + c];
        if (f != GradientField.NODATA && h != GradientField.NODATA) {
          rowDot += f * h + reference.y[from + c] * other.y[to + c];
          common++;
        }
      }
      dot += rowDot;
    }
    return score((double) dot, common, mean);
  }

  private static double energy(GradientField field) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < field.x.length; i++) {
      if (field.x[i] != GradientField.NODATA) {
        int square = field.x[i] * field.x[i] + field.y[i] * field.y[i];
        sum += square;
        n += square > 0 ? 1 : 0;
      }
    }
    return sum / Math.max(1, n);
  }

  /** Mean squared length of the valid vectors. */
  private static double energy(double[] re, double[] im) {
    double sum = 0;
    int n = 0;
    for (int i = 0; i < re.length; i++) {
      double square = re[i] * re[i] + im[i] * im[i];
      sum += square;
      n += square > 0 ? 1 : 0;
    }
    return sum / Math.max(1, n);
  }

  private void fill(GradientField field, double[] re, double[] im, double[] mask) {
    for (int row = 0; row < field.height; row++) {
      for (int column = 0; column < field.width; column++) {
        int i = row * field.width + column;
        int at = row * side + column;
        if (field.x[i] != GradientField.NODATA) {
          re[at] = field.x[i];
          im[at] = field.y[i];
          mask[at] = 1;
        }
      }
    }
  }
}
