package io.terralapse.furniture;

import io.terralapse.text.Typeface;
import java.awt.geom.Path2D;

/**
 * The names of the bands, above the date. Immutable.
 *
 * @param text fitted to its place
 * @param baseline of the last line, pixels from the top
 */
record BandLabel(FittedText text, double baseline, Typeface face, Typesetter edges) {

  /** Fits the names to two lines of a width. */
  static BandLabel of(
      String text, double em, double width, double baseline, Typeface face, Typesetter edges) {
    FittedText.Room room = new FittedText.Room(width, 2, Sizes.LEAST_CREDIT);
    return new BandLabel(FittedText.of(face, text, em, room), baseline, face, edges);
  }

  /** Upper edge, pixels. */
  double top() {
    return baseline
        - (text.lines().size() - 1) * text.pixels() * Typesetter.LEADING
        - text.pixels() * Typesetter.ASCENT;
  }

  Path2D outline() {
    Path2D all = new Path2D.Double();
    int last = text.lines().size() - 1;
    for (int i = 0; i <= last; i++) {
      double at = baseline - (last - i) * text.pixels() * Typesetter.LEADING;
      all.append(edges.atStart(face.line(text.lines().get(i), text.pixels()).outline(), at), false);
    }
    return all;
  }
}
