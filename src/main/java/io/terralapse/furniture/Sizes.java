package io.terralapse.furniture;

/**
 * Lengths in pixels, proportional to the shorter side, with minimum sizes for legibility, which in
 * turn are limited on frames so small that a legible date would cover them. Text sizes are ems.
 */
record Sizes(
    double left,
    double right,
    double top,
    double bottom,
    double date,
    double title,
    double subtitle,
    double label,
    double credit,
    double tick,
    double gap,
    double stroke) {

  /** Margin at the sides, a share of the shorter side. */
  private static final double MARGIN_X = 0.067;

  /** No text is smaller: it could not be read. */
  static final double LEAST_CREDIT = 11;

  /** The same for what is read as a sentence. */
  static final double LEAST_SUBTITLE = 12;

  /** Least distance between the date and the credit beside it, a share of the shorter side. */
  private static final double APART = 0.04;

  /** Largest size of the date, a share of the shorter side. */
  private static final double LARGEST = 0.25;

  /**
   * A strip is shown small, so its text grows with its width, from a ratio of 3.6 to 1 on, as far
   * as its height allows.
   */
  private static final double LEAST_OF_WIDTH = 0.28;

  private static final double MOST_OF_HEIGHT = 2.5;

  static Sizes of(Canvas canvas) {
    double shorter = Math.min(canvas.width(), canvas.height());
    double marginX = MARGIN_X * shorter;
    double marginY = 0.05 * shorter;
    double side =
        Math.max(
            shorter, Math.min(LEAST_OF_WIDTH * canvas.width(), MOST_OF_HEIGHT * canvas.height()));
    SafeArea safe = canvas.safe();
    return new Sizes(
        Math.max(marginX, safe.left() * canvas.width()),
        canvas.width() - Math.max(marginX, safe.right() * canvas.width()),
        Math.max(marginY, safe.top() * canvas.height()),
        canvas.height() - Math.max(marginY, safe.bottom() * canvas.height()),
        Math.min(LARGEST * shorter, Math.max(16, 0.07 * side)),
        Math.max(14, 0.037 * side),
        Math.max(LEAST_SUBTITLE, 0.024 * side),
        Math.max(LEAST_SUBTITLE, 0.02 * side),
        Math.max(LEAST_CREDIT, 0.017 * side),
        Math.max(LEAST_CREDIT, 0.017 * side),
        Math.max(4, 0.022 * side),
        Math.max(1, 0.0026 * side));
  }

  /** Least distance between the date and the credit beside it. */
  double apart() {
    return APART * left / MARGIN_X;
  }

  double contentWidth() {
    return right - left;
  }
}
