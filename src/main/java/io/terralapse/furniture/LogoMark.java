package io.terralapse.furniture;

import java.awt.geom.Rectangle2D;

/**
 * The place of a logo: the upper corner where texts end. It keeps its proportions, is reduced to
 * its place and never enlarged, and nothing comes nearer than a third of its height. Immutable.
 *
 * @param box whole pixels
 * @param clear free space between the logo and anything else, pixels
 */
record LogoMark(Rectangle2D box, double clear) {
  /** Most height, a share of the shorter side: that of a title with its subtitle. */
  private static final double HEIGHT = 0.075;

  /** Most width of a long logo, a share of the width of the frame's content. */
  private static final double WIDTH = 0.28;

  private static final double CLEAR = 0.33;

  /**
   * Places a logo.
   *
   * @param side the shorter side of the frame, pixels
   */
  static LogoMark of(Logo logo, Sizes sizes, Typesetter edges, double side) {
    double most = Math.max(24, HEIGHT * side);
    double scale =
        Math.min(1, Math.min(most / logo.height(), WIDTH * sizes.contentWidth() / logo.width()));
    double width = Math.max(1, Math.round(scale * logo.width()));
    double height = Math.max(1, Math.round(scale * logo.height()));
    return new LogoMark(
        new Rectangle2D.Double(
            Math.round(edges.leftAtEnd(width, 0)), Math.round(sizes.top()), width, height),
        Math.max(CLEAR * height, sizes.gap()));
  }

  /** The logo in the size of its place. */
  Logo reduced(Logo logo) {
    return logo.reducedTo((int) box.getWidth(), (int) box.getHeight());
  }

  /** Draws a logo that has the size of its place. */
  void paint(Logo reduced, int[] rgb, int pictureWidth) {
    reduced.paint(rgb, pictureWidth, (int) box.getMinX(), (int) box.getMinY());
  }

  /** What it takes of the width, with its free space. */
  double takenWidth() {
    return box.getWidth() + clear;
  }

  /** The upper edge of what is below it. */
  double bottom() {
    return box.getMaxY() + clear;
  }

  /** The margins of what is beside it. */
  Typesetter beside(Typesetter edges) {
    return edges.mirrored()
        ? new Typesetter(edges.left() + takenWidth(), edges.right(), true)
        : new Typesetter(edges.left(), edges.right() - takenWidth(), false);
  }
}
