package io.terralapse.align.core;

/**
 * Every threshold that decides whether a measured shift is refused.
 *
 * <p>A pair of dates is refused if its confidence is below {@link #MIN_CONFIDENCE} (setting {@code
 * coregister.min_confidence}). The confidence is the lowest of six scores; each score is 0.5 where
 * its quantity is at the threshold given here, so with the default setting these are the limits of
 * acceptance. A date is refused if its accepted measurements contradict each other by more than
 * {@link #MAX_CLOSURE_PX}. All values were chosen on simulated pairs with known shifts and on
 * repeated acquisitions (see docs/ALIGNMENT.md), so that no wrong alignment was accepted.
 */
public final class RefusalThresholds {
  /** Lowest confidence of an accepted pair, 0 to 1, unless the configuration sets another one. */
  public static final double MIN_CONFIDENCE = 0.5;

  /** Largest log10 of the expected number of equally good agreements among random votes. */
  public static final double MAX_LOG10_FALSE_ALARMS = -6;

  /** Smallest share of the compared windows that agree with the shift. */
  public static final double MIN_AGREEING_SHARE = 0.12;

  /** Largest difference between the shifts of the two halves of the windows, pixels. */
  public static final double MAX_HALF_DIFFERENCE_PX = 0.25;

  /** Smallest Student's t of the gain in similarity on hold-out windows. */
  public static final double MIN_HOLD_OUT_T = 2.5;

  /**
   * Smallest spatial variance of the agreeing windows; the compared area has side 1. Windows that
   * fill one quarter of the frame have a variance of 0.042, windows that fill all of it have 0.167.
   * Agreement within one quarter may come from an object that moved while clouds hid the rest.
   */
  public static final double MIN_SPREAD = 0.045;

  /** Largest standard deviation of the shift's length, pixels. */
  public static final double MAX_UNCERTAINTY_PX = 0.15;

  /**
   * A pair is refused if the number of windows that agree with the georeference is more than this
   * share of the number that agree with a shift far from it: the frame is in two parts that moved
   * differently.
   */
  public static final double MAX_CONFLICTING_SHARE = 0.5;

  /** Largest difference between an edge and the adjusted shifts of its two dates, pixels. */
  public static final double MAX_CLOSURE_PX = 0.5;

  private RefusalThresholds() {}
}
