package io.terralapse.safety;

import java.util.Arrays;

/**
 * Finds, cell by cell, when luminance or saturated red changes in the direction opposite to that of
 * the last change: two such changes are a flash. The thresholds are those of WCAG 2.2, "general
 * flash and red flash thresholds". Not thread-safe.
 */
final class FlashTransitions {
  /** Least change of relative luminance. */
  private static final double STEP = 0.1;

  /** The darker of two states is below this. */
  private static final double DARKER = 0.8;

  /** Least distance of two states in the CIE 1976 chromaticity diagram, for red flashes. */
  private static final double CHROMATICITY_STEP = 0.2;

  private final double[] low;
  private final double[] high;
  private final byte[] direction;
  private final double[] redU;
  private final double[] redV;
  private final boolean[] wasRed;
  private final byte[] redDirection;
  private boolean first = true;

  FlashTransitions(int cells) {
    low = new double[cells];
    high = new double[cells];
    direction = new byte[cells];
    redU = new double[cells];
    redV = new double[cells];
    wasRed = new boolean[cells];
    redDirection = new byte[cells];
  }

  /**
   * Takes the next picture.
   *
   * @param luminance is set where the luminance makes a transition
   * @param red is set where a saturated red begins or ends
   */
  void add(FlashCells cells, boolean[] luminance, boolean[] red) {
    Arrays.fill(luminance, false);
    Arrays.fill(red, false);
    for (int i = 0; i < low.length; i++) {
      if (first) {
        low[i] = cells.luminance(i);
        high[i] = low[i];
        keepRed(cells, i);
      } else {
        luminance[i] = brightens(i, cells.luminance(i)) || darkens(i, cells.luminance(i));
        red[i] = reddens(cells, i);
      }
    }
    first = false;
  }

  private boolean brightens(int i, double now) {
    low[i] = Math.min(low[i], now);
    boolean up = direction[i] <= 0 && now - low[i] >= STEP && low[i] < DARKER;
    if (up) {
      direction[i] = 1;
      low[i] = now;
      high[i] = now;
    } else if (direction[i] > 0) {
      // The next change is measured from the brightest state since.
      low[i] = now;
    }
    return up;
  }

  private boolean darkens(int i, double now) {
    high[i] = Math.max(high[i], now);
    boolean down = direction[i] >= 0 && high[i] - now >= STEP && now < DARKER;
    if (down) {
      direction[i] = -1;
      high[i] = now;
      low[i] = now;
    } else if (direction[i] < 0) {
      high[i] = now;
    }
    return down;
  }

  private boolean reddens(FlashCells cells, int i) {
    boolean isRed = cells.isSaturatedRed(i);
    double distance = Math.hypot(cells.u(i) - redU[i], cells.v(i) - redV[i]);
    if (isRed == wasRed[i] || distance <= CHROMATICITY_STEP) {
      return false;
    }
    byte now = (byte) (isRed ? 1 : -1);
    boolean opposite = redDirection[i] != now;
    redDirection[i] = now;
    keepRed(cells, i);
    return opposite;
  }

  private void keepRed(FlashCells cells, int i) {
    wasRed[i] = cells.isSaturatedRed(i);
    redU[i] = cells.u(i);
    redV[i] = cells.v(i);
  }
}
