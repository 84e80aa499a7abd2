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
    double gap,
    double stroke) {

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
    double marginX = 0.067 * shorter;
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
        Math.min(LARGEST * shorter, Math.max(14, 0.07 * side)),
        Math.max(11, 0.037 * side),
        Math.max(9, 0.024 * side),
        Math.max(8.5, 0.02 * side),
        Math.max(8, 0.017 * side),
        Math.max(4, 0.022 * side),
        Math.max(1, 0.0026 * side));
  }

  double contentWidth() {
    return right - left;
  }
}
