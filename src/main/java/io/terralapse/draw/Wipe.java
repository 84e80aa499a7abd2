package io.terralapse.draw;

import io.terralapse.model.Picture;
import io.terralapse.pace.SequencePicture;

/**
 * Where the divider of a wipe is. It comes in from the left, passes over the whole frame, so that
 * all of the first date is seen, and returns to the middle, where both dates can be compared.
 * Stateless and thread-safe.
 */
public final class Wipe {
  /** Share of the time until the divider has reached the right edge, and until it returns. */
  private static final double ACROSS = 0.5;

  private static final double TURNS = 0.6;

  private Wipe() {}

  /**
   * The first column of the last date, left of which the first one is seen.
   *
   * @param width of the frame, pixels
   */
  public static int column(SequencePicture shown, int width) {
    double done = shown.share();
    double at = 1;
    if (done < ACROSS) {
      at = ease(done / ACROSS);
    } else if (done > TURNS) {
      at = 1 - 0.5 * ease((done - TURNS) / (1 - TURNS));
    }
    return (int) Math.round(at * width);
  }

  /** From 0 to 1, slower at both ends. */
  static double ease(double t) {
    double c = Math.max(0, Math.min(1, t));
    return c * c * (3 - 2 * c);
  }

  /** A new picture with the left part of one and the rest of another. */
  public static Picture of(Picture left, Picture right, int column) {
    Picture both = right.copy();
    for (int row = 0; row < both.height(); row++) {
      int at = row * both.width();
      System.arraycopy(left.rgb(), at, both.rgb(), at, column);
    }
    return both;
  }
}
