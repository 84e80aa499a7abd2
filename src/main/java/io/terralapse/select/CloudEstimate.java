package io.terralapse.select;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Estimates cloud cover from visible light alone: patches that are white on one date and not white
 * on nearly all others. Patches that are white on more than {@value #MAX_WHITE_FRACTION} of the
 * other dates are snow, salt, sand, roofs, or always cloudy; with fewer than {@value
 * #MIN_OTHER_DATES} other dates there is no estimate. Thin cloud and the edges of thick cloud are
 * not found: the estimate is a lower bound. Snow on a single date counts as cloud.
 */
public final class CloudEstimate {
  private static final int MIN_OTHER_DATES = 4;
  private static final double MAX_WHITE_FRACTION = 0.2;

  private CloudEstimate() {}

  /**
   * Estimates each date from all dates.
   *
   * @param dates white patches of each date, on one grid
   * @return cloud cover of each date's valid area, 0 to 100, in the same order; empty where too few
   *     other dates have data
   */
  public static List<OptionalDouble> of(List<WhitePatches> dates) {
    int patches = dates.isEmpty() ? 0 : dates.get(0).count();
    int[] valid = new int[patches];
    int[] white = new int[patches];
    for (WhitePatches date : dates) {
      for (int i = 0; i < patches; i++) {
        valid[i] += date.validPixels(i) > 0 ? 1 : 0;
        white[i] += date.isWhite(i) ? 1 : 0;
      }
    }
    List<OptionalDouble> estimates = new ArrayList<>();
    for (WhitePatches date : dates) {
      estimates.add(estimate(date, valid, white));
    }
    return estimates;
  }

  private static OptionalDouble estimate(WhitePatches date, int[] valid, int[] white) {
    long pixelsValid = 0;
    long compared = 0;
    long cloud = 0;
    for (int i = 0; i < valid.length; i++) {
      int pixels = date.validPixels(i);
      pixelsValid += pixels;
      int others = valid[i] - 1;
      if (pixels > 0 && others >= MIN_OTHER_DATES) {
        compared += pixels;
        boolean usual = white[i] - 1 > MAX_WHITE_FRACTION * others;
        cloud += date.isWhite(i) && !usual ? pixels : 0;
      }
    }
    return compared * 2 > pixelsValid
        ? OptionalDouble.of(100.0 * cloud / pixelsValid)
        : OptionalDouble.empty();
  }
}
