package io.terralapse.furniture;

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

  /** The title and the subtitle, as far as they are shown. */
  static List<TitleBlock> of(FurnitureSettings settings, Sizes sizes, Set<FurnitureItem> shown) {
    List<TitleBlock> blocks = new ArrayList<>();
    double top = sizes.top();
    if (shown.contains(FurnitureItem.TITLE)) {
      String title = settings.title().orElseThrow();
      blocks.add(block(Typeface.SEMIBOLD, title, sizes.title(), sizes, top));
      top = blocks.get(0).bottom() + 0.35 * sizes.title();
    }
    if (shown.contains(FurnitureItem.SUBTITLE)) {
      String subtitle = settings.subtitle().orElseThrow();
      blocks.add(block(Typeface.REGULAR, subtitle, sizes.subtitle(), sizes, top));
    }
    return blocks;
  }

  /** Lays out lines downwards from {@code top}, which is that of the tallest letters. */
  private static TitleBlock block(Typeface face, String text, double em, Sizes sizes, double top) {
    FittedText fitted = FittedText.of(face, text, em, sizes.contentWidth(), 2);
    Path2D all = new Path2D.Double();
    double baseline = top + fitted.pixels() * Typesetter.ASCENT;
    for (int i = 0; i < fitted.lines().size(); i++) {
      baseline += i > 0 ? fitted.pixels() * Typesetter.LEADING : 0;
      Path2D line = face.line(fitted.lines().get(i), fitted.pixels()).outline();
      all.append(Typesetter.fromLeft(line, sizes.left(), baseline), false);
    }
    return new TitleBlock(all, fitted.pixels(), baseline + 0.2 * fitted.pixels());
  }
}
