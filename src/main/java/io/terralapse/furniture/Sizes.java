package io.terralapse.furniture;

/**
 * Lengths in pixels, proportional to the shorter side, with minimum sizes for legibility. Text
 * sizes are ems.
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

  static Sizes of(Canvas canvas) {
    double side = Math.min(canvas.width(), canvas.height());
    double marginX = 0.067 * side;
    double marginY = 0.05 * side;
    return new Sizes(
        marginX,
        canvas.width() - marginX,
        marginY,
        canvas.height() - marginY,
        Math.max(14, 0.07 * side),
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
