package io.terralapse.align.core.similarity;

import io.terralapse.align.core.feature.GradientField;
import java.util.Arrays;

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
    double[] re = new double[side * side];
    double[] im = new double[side * side];
    double[] mask = new double[side * side];
    fill(other, re, im, mask);
    double mean = Math.sqrt(energy * energy(re, im));
    fourier.forward(re, im);
    double[] dot = fourier.correlated(vectorRe, vectorIm, re, im);
    double[] none = new double[side * side];
    fourier.forward(mask, none);
    double[] common = fourier.correlated(maskRe, maskIm, mask, none);
    double[] best = {0, 0, 0};
    for (int y = 0; y <= other.height - reference.height; y++) {
      for (int x = 0; x <= other.width - reference.width; x++) {
        int i = y * side + x;
        double share = common[i] / validPixels;
        if (share >= MIN_OVERLAP && mean > 0) {
          double score = dot[i] / (mean * validPixels * Math.sqrt(share));
          if (score > best[2]) {
            best = new double[] {x - margin, y - margin, score};
          }
        }
      }
    }
    return best;
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
