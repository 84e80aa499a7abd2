package io.terralapse.select;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Cloud that is sure enough from visible light alone: patches that are white on one date and ground
 * on nearly all others. What is white on more than {@value #MOST_OTHERS} of the other dates is
 * snow, salt, sand or roof to it, or a place that is always clouded; with fewer than {@value
 * #LEAST_OTHERS} other dates it does not judge. Thin cloud and the edges of thick cloud are not
 * found: the estimate is a lower bound. Snow that lies on a single date passes for cloud.
 */
public final class CloudEstimate {
  private static final int LEAST_OTHERS = 4;
  private static final double MOST_OTHERS = 0.2;

  private CloudEstimate() {}

  /**
   * Estimates each date by all.
   *
   * @param dates white patches of each date, on one grid
   * @return per cent of each date's valid area that is surely cloud, in the same order; empty where
   *     too few other dates show the ground
   */
  public static List<OptionalDouble> of(List<WhitePatches> dates) {
    int patches = dates.isEmpty() ? 0 : dates.get(0).count();
    int[] seen = new int[patches];
    int[] white = new int[patches];
    for (WhitePatches date : dates) {
      for (int i = 0; i < patches; i++) {
        seen[i] += date.validPixels(i) > 0 ? 1 : 0;
        white[i] += date.isWhite(i) ? 1 : 0;
      }
    }
    List<OptionalDouble> estimates = new ArrayList<>();
    for (WhitePatches date : dates) {
      estimates.add(estimate(date, seen, white));
    }
    return estimates;
  }

  private static OptionalDouble estimate(WhitePatches date, int[] seen, int[] white) {
    long valid = 0;
    long judged = 0;
    long cloud = 0;
    for (int i = 0; i < seen.length; i++) {
      int pixels = date.validPixels(i);
      valid += pixels;
      int others = seen[i] - 1;
      if (pixels > 0 && others >= LEAST_OTHERS) {
        judged += pixels;
        boolean usual = white[i] - 1 > MOST_OTHERS * others;
        cloud += date.isWhite(i) && !usual ? pixels : 0;
      }
    }
    return judged * 2 > valid ? OptionalDouble.of(100.0 * cloud / valid) : OptionalDouble.empty();
  }
}
