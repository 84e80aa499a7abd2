package io.terralapse.planpage;

/**
 * How many bytes each picture of a page may have, so that all of them together stay below a bound.
 * A few pictures of candidates of the video are larger, as backgrounds of the map.
 */
public final class PictureBytes {
  /** Bytes of all pictures: 12.4 MB as base64. */
  static final long TOTAL = 9_300_000;

  private static final int LARGE = 220_000;
  private static final int USUAL = 60_000;

  /** Below this, a picture shows nothing. */
  private static final int LEAST = 1_200;

  /** Pictures that are large, if there are too many for all to be. */
  private static final int MOST_LARGE = 8;

  /** Up to so many pictures are all large. */
  private static final int FEW = 24;

  private final int each;
  private final boolean all;
  private final int step;
  private int used;

  /**
   * For some candidates.
   *
   * @param candidates all of them
   * @param inVideo those that the plan does not drop
   */
  public PictureBytes(int candidates, int inVideo) {
    this.all = candidates <= FEW;
    long left = TOTAL - (long) MOST_LARGE * LARGE;
    int share = (int) (left / Math.max(1, candidates));
    this.each = share < LEAST ? 0 : Math.min(USUAL, share);
    this.step = Math.max(1, (inVideo + MOST_LARGE - 1) / MOST_LARGE);
  }

  /**
   * Bytes of the next picture, in order of time.
   *
   * @param inVideo whether the plan does not drop it
   * @return 0 if there are too many for it to have one
   */
  public int next(boolean inVideo) {
    boolean large = all || (inVideo && used % step == 0);
    used += inVideo ? 1 : 0;
    return large ? LARGE : each;
  }
}
