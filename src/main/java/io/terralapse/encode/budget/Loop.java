package io.terralapse.encode.budget;

/**
 * How often an animated picture is shown. Immutable.
 *
 * @param passes number of times, 0 for endlessly, {@link #AUTO} to decide by duration
 */
public record Loop(int passes) {
  /** Decides by duration. */
  public static final int AUTO = -1;

  /** Endlessly. */
  public static final int FOREVER = 0;

  /**
   * What moves by itself for longer can be stopped by its reader, says WCAG 2.2, success criterion
   * 2.2.2; a picture in a mail cannot.
   */
  private static final double LONGEST_SECONDS = 5;

  /** Times are rounded to hundredths of a second. */
  private static final double ROUNDING = 0.005;

  /** The largest number that GIF and WebP have in common, less one pass. */
  public static final int MOST = 65_535;

  /** Checks the number. */
  public Loop {
    if (passes < AUTO || passes > MOST) {
      throw new IllegalArgumentException("passes: " + passes);
    }
  }

  /**
   * Number of times, 0 for endlessly. By default short sequences repeat and longer ones are shown
   * once and stay at the last picture.
   *
   * @param seconds duration of one pass
   */
  public int passes(double seconds) {
    if (passes != AUTO) {
      return passes;
    }
    return seconds <= LONGEST_SECONDS + ROUNDING ? FOREVER : 1;
  }
}
