package io.terralapse.select;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Finds clouds that are none. Masks of all providers take bright building sites, ports and sand for
 * cloud. Unlike clouds these stay in place: they are masked on most dates, and much more often than
 * the land around them. In a region where it is cloudy on most days all pixels are masked often,
 * and none stands out. Stateless.
 */
public final class PersistentCloud {
  /** Fewer dates do not tell what is persistent. */
  private static final int LEAST_DATES = 5;

  /** Part of the dates on which a pixel is masked. */
  private static final double MOST_DATES = 0.6;

  /** By how much it is masked more often than the land around it. */
  private static final double ABOVE_NEIGHBOURS = 0.35;

  /** Half the side of the square that is the land around, part of the longer side. */
  private static final double NEIGHBOURHOOD = 0.1;

  private PersistentCloud() {}

  /**
   * The dates with such pixels counted as clear.
   *
   * @param dates any; those without a mask are neither used nor changed
   * @return in the same order
   */
  public static List<Clearness> correct(List<Clearness> dates) {
    List<CloudMask> masks = dates.stream().map(Clearness::mask).flatMap(Optional::stream).toList();
    boolean comparable =
        masks.stream()
            .allMatch(
                mask ->
                    mask.width() == masks.get(0).width() && mask.height() == masks.get(0).height());
    if (masks.size() < LEAST_DATES || !comparable) {
      return List.copyOf(dates);
    }
    BitSet persistent = find(masks);
    List<Clearness> corrected = new ArrayList<>();
    for (Clearness date : dates) {
      corrected.add(date.mask().map(mask -> corrected(date, mask, persistent)).orElse(date));
    }
    return corrected;
  }

  private static Clearness corrected(Clearness date, CloudMask mask, BitSet persistent) {
    BitSet wrong = mask.cloud();
    wrong.and(persistent);
    double valid = mask.valid().cardinality();
    return wrong.isEmpty() ? date : date.withoutCloud(100 * wrong.cardinality() / valid);
  }

  private static BitSet find(List<CloudMask> masks) {
    int width = masks.get(0).width();
    int height = masks.get(0).height();
    int[] valid = new int[width * height];
    int[] cloud = new int[width * height];
    for (CloudMask mask : masks) {
      mask.valid().stream().forEach(i -> valid[i]++);
      mask.cloud().stream().forEach(i -> cloud[i]++);
    }
    int least = Math.max(LEAST_DATES, masks.size() / 2);
    double[][] sums = new double[2][(width + 1) * (height + 1)];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int i = row * width + column;
        boolean known = valid[i] >= least;
        add(sums[0], width, row, column, known ? cloud[i] / (double) valid[i] : 0);
        add(sums[1], width, row, column, known ? 1 : 0);
      }
    }
    int reach = Math.max(2, (int) Math.round(NEIGHBOURHOOD * Math.max(width, height)));
    BitSet persistent = new BitSet(width * height);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int i = row * width + column;
        double frequency = valid[i] >= least ? cloud[i] / (double) valid[i] : 0;
        if (frequency >= MOST_DATES) {
          double around =
              box(sums[0], width, height, row, column, reach)
                  / box(sums[1], width, height, row, column, reach);
          persistent.set(i, frequency - around >= ABOVE_NEIGHBOURS);
        }
      }
    }
    return persistent;
  }

  /** Adds a value to a table of sums over all pixels above and to the left. */
  private static void add(double[] sums, int width, int row, int column, double value) {
    int at = (row + 1) * (width + 1) + column + 1;
    sums[at] = value + sums[at - 1] + sums[at - width - 1] - sums[at - width - 2];
  }

  private static double box(double[] sums, int width, int height, int row, int column, int reach) {
    int top = Math.max(0, row - reach) * (width + 1);
    int bottom = Math.min(height, row + reach + 1) * (width + 1);
    int left = Math.max(0, column - reach);
    int right = Math.min(width, column + reach + 1);
    return sums[bottom + right] - sums[top + right] - sums[bottom + left] + sums[top + left];
  }
}
