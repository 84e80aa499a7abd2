package io.terralapse.furniture;

/**
 * The two soft gradients behind captions. They are as tall as the captions need to be legible on
 * white ground, and no taller than half of the frame; without captions there are none.
 */
final class Gradients {
  /** Darkening at the upper edge. */
  static final double TOP = 0.45;

  /** Darkening at the lower edge, where the captions are more and some of them thin. */
  static final double BOTTOM = 0.62;

  /** Heights for the usual captions, in shares of the shorter side. */
  private static final double USUAL_TOP = 0.3;

  private static final double USUAL_BOTTOM = 0.42;

  /** Least distance from tall captions to the end of the gradient, a share of the shorter side. */
  private static final double FADE = 0.2;

  /** Most height, in multiples of that of the captions. */
  private static final double MOST = 3;

  /** Least height, in multiples of that of a tall title. */
  private static final double LEAST_TOP = 1.6;

  private Gradients() {}

  /**
   * Rows of the upper gradient.
   *
   * @param bottom lower edge of the title block, pixels
   */
  static double topRows(Canvas canvas, double bottom) {
    double side = Math.min(canvas.width(), canvas.height());
    double rows = Math.max(USUAL_TOP * side, LEAST_TOP * bottom);
    return Math.min(canvas.height() / 2.0, Math.min(rows, MOST * bottom));
  }

  /**
   * Rows of the lower gradient.
   *
   * @param highest upper edge of the captions, pixels
   * @param marksBottom lower edge of the uppermost marks, pixels
   */
  static double bottomRows(Canvas canvas, double highest, double marksBottom) {
    double side = Math.min(canvas.width(), canvas.height());
    double rows = Math.max(USUAL_BOTTOM * side, canvas.height() - marksBottom + FADE * side);
    return Math.min(canvas.height() / 2.0, Math.min(rows, MOST * (canvas.height() - highest)));
  }
}
