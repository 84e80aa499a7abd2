package io.terralapse.furniture;

import io.terralapse.text.Typeface;
import io.terralapse.text.Typefaces;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The laid out lines of a title or subtitle, of one size.
 *
 * @param outline of all lines
 * @param em size of the letters, pixels
 * @param bottom lower edge, pixels from the top
 */
record TitleBlock(Path2D outline, double em, double bottom) {

  /**
   * The title and the subtitle, as far as they are shown.
   *
   * @param width that lines may have, pixels
   */
  static List<TitleBlock> of(
      FurnitureSettings settings,
      Sizes sizes,
      Set<FurnitureItem> shown,
      Typefaces fonts,
      Typesetter edges,
      double width) {
    List<TitleBlock> blocks = new ArrayList<>();
    double top = sizes.top();
    if (shown.contains(FurnitureItem.TITLE)) {
      String title = settings.title().orElseThrow();
      blocks.add(block(fonts.semibold(), title, sizes.title(), width, edges, top));
      top = blocks.get(0).bottom() + 0.35 * sizes.title();
    }
    if (shown.contains(FurnitureItem.SUBTITLE)) {
      String subtitle = settings.subtitle().orElseThrow();
      blocks.add(block(fonts.regular(), subtitle, sizes.subtitle(), width, edges, top));
    }
    return blocks;
  }

  /** Lays out lines downwards from {@code top}, which is that of the tallest letters. */
  private static TitleBlock block(
      Typeface face, String text, double em, double width, Typesetter edges, double top) {
    FittedText fitted =
        FittedText.of(face, text, em, new FittedText.Room(width, 2, Sizes.LEAST_SUBTITLE));
    Path2D all = new Path2D.Double();
    double pixels = fitted.pixels();
    double bottom = top;
    double baseline = top;
    for (int i = 0; i < fitted.lines().size(); i++) {
      Path2D line = face.line(fitted.lines().get(i), pixels).outline();
      double below = Typesetter.ascent(line, pixels);
      // Latin lines are apart by the leading, those of taller scripts by their ink.
      baseline =
          i == 0
              ? top + below
              : Math.max(baseline + pixels * Typesetter.LEADING, bottom + 0.05 * pixels + below);
      bottom = baseline + Typesetter.descent(line, pixels);
      all.append(edges.atStart(line, baseline), false);
    }
    return new TitleBlock(all, pixels, bottom);
  }
}
