package io.terralapse.furniture;

/**
 * The two soft gradients behind captions, no taller than half of the frame; without captions there
 * are none. They are as strong as the ground of the sequence asks for, from barely visible over
 * dark ground to the strengths below over snow: what is brighter than the ground (clouds) would
 * become a grey band, so there the shadows of the letters give the contrast.
 */
final class Gradients {
  /** Strongest at the upper edge. */
  static final double TOP = 0.6;

  /** Strongest at the lower edge, where the captions are more and some of them thin. */
  static final double BOTTOM = 0.62;

  /** Weakest, so that captions of all sequences belong to one family. */
  private static final double LEAST = 0.12;

  /** Heights for the usual captions, in shares of the shorter side. */
  private static final double USUAL_TOP = 0.3;

  private static final double USUAL_BOTTOM = 0.42;

  /** Least distance from tall captions to the end of the gradient, a share of the shorter side. */
  private static final double FADE = 0.2;

  /** Most height, in multiples of that of the captions. */
  private static final double MOST = 3;

  /** Least height, in multiples of that of a tall title. */
  private static final double LEAST_TOP = 1.6;

  private final int height;
  private final double topRows;
  private final double bottomRows;
  private final double titleAt;
  private final double captionsAt;

  /**
   * The gradients of a layout.
   *
   * @param titleBottom lower edge of the title block, pixels; 0 without one
   * @param highest upper edge of the captions in the lower half, pixels; the height without any
   * @param marksBottom lower edge of the uppermost marks, pixels
   */
  Gradients(Canvas canvas, double titleBottom, double highest, double marksBottom) {
    this.height = canvas.height();
    this.topRows = topRows(canvas, titleBottom);
    this.bottomRows = highest < height ? bottomRows(canvas, highest, marksBottom) : 0;
    this.titleAt = titleBottom;
    this.captionsAt = height - highest;
  }

  private static double topRows(Canvas canvas, double bottom) {
    double side = Math.min(canvas.width(), canvas.height());
    double rows = Math.max(USUAL_TOP * side, LEAST_TOP * bottom);
    return Math.min(canvas.height() / 2.0, Math.min(rows, MOST * bottom));
  }

  private static double bottomRows(Canvas canvas, double highest, double marksBottom) {
    double side = Math.min(canvas.width(), canvas.height());
    double rows = Math.max(USUAL_BOTTOM * side, canvas.height() - marksBottom + FADE * side);
    return Math.min(canvas.height() / 2.0, Math.min(rows, MOST * (canvas.height() - highest)));
  }

  /** The strengths that the ground of a sequence asks for. */
  Shade shadeFor(Backdrop backdrop, Palette palette) {
    boolean dark = !palette.isLightOnDark();
    int top = backdrop.worst(0, topRows / height, dark);
    int bottom = backdrop.worst(1 - bottomRows / height, 1, dark);
    return new Shade(
        strength(palette.leastShade(top), titleAt / 2, topRows, TOP),
        strength(palette.leastShade(bottom), captionsAt / 2, bottomRows, BOTTOM));
  }

  /**
   * The strength at the edge that makes the one in the middle of the captions {@code needed}, in
   * whole per cent: what is recorded is what is drawn.
   */
  private static double strength(double needed, double at, double rows, double most) {
    double there = rows > 0 ? ease(1 - at / rows) : 0;
    double edge = there > 0 ? needed / there : most;
    return Math.round(100 * Math.max(LEAST, Math.min(most, edge))) / 100.0;
  }

  /** The strength in each row. */
  double[] rows(Shade shade) {
    double[] rows = new double[height];
    for (int row = 0; row < height; row++) {
      double top = topRows > 0 ? shade.top() * ease(1 - (row + 0.5) / topRows) : 0;
      double bottom =
          bottomRows > 0 ? shade.bottom() * ease(1 - (height - row - 0.5) / bottomRows) : 0;
      rows[row] = 1 - (1 - top) * (1 - bottom);
    }
    return rows;
  }

  /** Smoothstep, so that the gradient has no visible edge. */
  private static double ease(double t) {
    double c = Math.max(0, Math.min(1, t));
    return c * c * (3 - 2 * c);
  }
}
