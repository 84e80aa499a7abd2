package io.terralapse.align.core.correlation;

import io.terralapse.align.core.feature.GradientField;
import java.util.Arrays;

/**
 * Masked normalised correlation of a window of the reference with the target, at every whole lag of
 * a small square:
 *
 * <pre>
 *                        sum m(p) n(p + l)  f(p) . h(p + l)
 *   c(l) = -----------------------------------------------------------------
 *          sqrt( sum m(p) n(p + l) |f(p)|^2  *  sum m(p) n(p + l) |h(p + l)|^2 )
 * </pre>
 *
 * with f, h the gradient vectors of reference and target, m, n their masks (1 or 0), p over the
 * window's pixels, l = (dx, dy). It is the masked correlation of Padfield 2012 (IEEE TIP 21(5))
 * without subtracting means, which gradients do not need; masks of any shape cause no bias. Lags at
 * which less than {@link #MIN_OVERLAP} of the window's |f|^2 is valid have similarity 0, because a
 * few pixels can agree by chance. The window is cut from the reference only and the target is read
 * beyond it, so that no window function biases the result towards 0.
 *
 * <p>The sums are computed directly rather than by Fourier transform: after the pyramid only about
 * eighty lags are needed, which makes the direct sum cheaper than three transforms of the padded
 * window. Components are whole numbers, so the sums are exact and do not depend on their order.
 *
 * <p>Holds scratch memory; not thread-safe.
 */
public final class LagCorrelation {
  /**
   * Smallest share of a window that must be valid in both dates: 1,400 of 96 by 96 pixels. On real
   * dates under broken cloud such windows still determine the shift to a twentieth of a pixel.
   */
  public static final double MIN_OVERLAP = 0.15;

  /** Energies of a larger window would not fit into half of a long. */
  private static final int MOST_SIZE = 256;

  /** Where the second number begins in a packed pair. */
  private static final int HALF = 32;

  private static final long LOWER_BITS = (1L << HALF) - 1;

  private final int size;
  private final int radius;
  private final int wide;
  private final Patch window;
  private final Patch searched;
  private final double[] summed;

  /**
   * @param size side of the window, pixels, at most 256
   * @param radius lags reach from -radius to radius in both axes
   */
  public LagCorrelation(int size, int radius) {
    if (size > MOST_SIZE) {
      throw new IllegalArgumentException("windows of " + size + " pixels");
    }
    this.size = size;
    this.radius = radius;
    this.wide = size + 2 * radius;
    this.window = new Patch(size);
    this.searched = new Patch(wide);
    this.summed = new double[(wide + 1) * (wide + 1)];
  }

  /**
   * Correlates one window.
   *
   * @param column left column of the window in the reference
   * @param row top row of the window in the reference
   * @param lagX target column that corresponds to lag 0, minus {@code column}
   * @param lagY target row that corresponds to lag 0, minus {@code row}
   * @param out receives the similarities, -1 to 1; its radius is this one's
   * @return the share of the window's pixels that are valid in both dates at lag 0; below {@link
   *     #MIN_OVERLAP} {@code out} is not filled
   */
  public double correlate(
      GradientField reference,
      GradientField target,
      int column,
      int row,
      int lagX,
      int lagY,
      LagSurface out) {
    int clearF = window.load(reference, column, row, false);
    if (clearF < MIN_OVERLAP * size * size) {
      return (double) clearF / (size * size);
    }
    int clearH = searched.load(target, column + lagX - radius, row + lagY - radius, true);
    double common = (double) commonPixels() / (size * size);
    if (common < MIN_OVERLAP) {
      return common;
    }
    boolean full = clearF == size * size && clearH == wide * wide;
    long total = total(window.energy);
    if (full) {
      integrate();
    }
    for (int dy = 0; dy <= 2 * radius; dy++) {
      for (int dx = 0; dx <= 2 * radius; dx++) {
        out.value[dy * out.side + dx] =
            full
                ? similarity(dotProduct(dx, dy), total, box(dx, dy), total)
                : maskedSimilarity(dx, dy, total);
      }
    }
    out.invalidate();
    return common;
  }

  private double maskedSimilarity(int dx, int dy, long total) {
    long energies = commonEnergies(dx, dy);
    return similarity(
        dotProduct(dx, dy), energies & LOWER_BITS, (double) (energies >>> HALF), total);
  }

  /**
   * The quotient.
   *
   * @param ef energy of the window's part that is valid in both
   * @param eh the same of the target
   * @param total energy of the window
   */
  private static double similarity(long product, long ef, double eh, long total) {
    double scale = Math.sqrt((double) ef * eh);
    return scale > 0 && (double) ef >= MIN_OVERLAP * (double) total ? (double) product / scale : 0;
  }

  /**
   * The sum of the products of both components. With one vector packed as {@code x + (y << 32)} and
   * the other one as {@code y + (x << 32)}, the upper half of a single product is what both
   * components contribute, so that a pixel takes one multiplication.
   */
  private long dotProduct(int dx, int dy) {
    long[] f = window.vector;
    long[] h = searched.vector;
    long total = 0;
    for (int row = 0; row < size; row++) {
      int from = row * size;
      int shift = (row + dy) * wide + dx - from;
      long sum = 0;
      for (int i = from; i < from + size; i++) {
        sum += f[i] * h[i + shift];
      }
      // Without the sum of the lower halves, which may be negative.
      total += (sum - (int) sum) >> HALF;
    }
    return total;
  }

  /**
   * Two sums over the pixels that are valid in both: of the window's energy in the lower half, of
   * the target's in the upper one.
   */
  private long commonEnergies(int dx, int dy) {
    long[] f = window.masked;
    long[] h = searched.masked;
    long total = 0;
    for (int row = 0; row < size; row++) {
      int from = row * size;
      int shift = (row + dy) * wide + dx - from;
      for (int i = from; i < from + size; i++) {
        total += f[i] & h[i + shift];
      }
    }
    return total;
  }

  /** The number of pixels that are valid in both at lag 0. */
  private long commonPixels() {
    long[] f = window.masked;
    long[] h = searched.masked;
    long total = 0;
    for (int row = 0; row < size; row++) {
      int from = row * size;
      int shift = (row + radius) * wide + radius - from;
      for (int i = from; i < from + size; i++) {
        total += (f[i] >>> HALF) & h[i + shift] & 1;
      }
    }
    return total;
  }

  private static long total(int[] values) {
    long total = 0;
    for (int value : values) {
      total += value;
    }
    return total;
  }

  /** Integral image of the target's energy: the sum over a full window takes four look-ups. */
  private void integrate() {
    int w1 = wide + 1;
    for (int r = 0; r < wide; r++) {
      double line = 0;
      for (int c = 0; c < wide; c++) {
        line += searched.energy[r * wide + c];
        summed[(r + 1) * w1 + c + 1] = summed[r * w1 + c + 1] + line;
      }
    }
  }

  private double box(int dx, int dy) {
    int w1 = wide + 1;
    return summed[(dy + size) * w1 + dx + size]
        - summed[dy * w1 + dx + size]
        - summed[(dy + size) * w1 + dx]
        + summed[dy * w1 + dx];
  }

  /** A square of a field, whole numbers; 0 where it is invalid or outside of the field. */
  private static final class Patch {
    private final int side;

    /** Two components packed in one number. */
    final long[] vector;

    /** Squared length of the vector, at most 2 x 127^2. */
    final int[] energy;

    /** The energy in one half, and all bits of the other half where the pixel is valid. */
    final long[] masked;

    Patch(int side) {
      this.side = side;
      this.vector = new long[side * side];
      this.energy = new int[side * side];
      this.masked = new long[side * side];
    }

    /**
     * Copies it.
     *
     * @param swapped pack y below x, and the energy above the mask
     * @return the number of valid pixels
     */
    int load(GradientField field, int column, int row, boolean swapped) {
      int clear = 0;
      int from = Math.max(0, Math.min(side, -column));
      int to = Math.max(from, Math.min(side, field.width - column));
      int lower = swapped ? HALF : 0;
      int upper = HALF - lower;
      for (int r = 0; r < side; r++) {
        int at = r * side;
        int source = row + r;
        boolean inside = source >= 0 && source < field.height;
        int first = inside ? from : side;
        int end = inside ? to : side;
        clear(at, at + first);
        clear(at + end, at + side);
        int base = source * field.width + column;
        for (int c = first; c < end; c++) {
          int valid = field.x[base + c] == GradientField.NODATA ? 0 : 1;
          int x = field.x[base + c] * valid;
          int y = field.y[base + c] * valid;
          int squared = x * x + y * y;
          vector[at + c] = ((long) x << lower) + ((long) y << upper);
          energy[at + c] = squared;
          masked[at + c] = ((long) squared << lower) + ((-valid & LOWER_BITS) << upper);
          clear += valid;
        }
      }
      return clear;
    }

    private void clear(int from, int to) {
      Arrays.fill(vector, from, to, 0);
      Arrays.fill(energy, from, to, 0);
      Arrays.fill(masked, from, to, 0);
    }
  }
}
