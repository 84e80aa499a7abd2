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
 * @param setting that holds the text
 * @param cut whether it ends with an ellipsis, since there is no space for all of it
 * @param outline of all lines
 * @param em size of the letters, pixels
 * @param bottom lower edge, pixels from the top
 */
record TitleBlock(String setting, boolean cut, Path2D outline, double em, double bottom) {

  /**
   * The title and the subtitle, as far as they are shown.
   *
   * @param corner what is beside them
   */
  static List<TitleBlock> of(
      FurnitureSettings settings,
      Sizes sizes,
      Set<FurnitureItem> shown,
      Typefaces fonts,
      Typesetter edges,
      UpperCorner corner) {
    List<TitleBlock> blocks = new ArrayList<>();
    double taken = corner.logo().map(LogoMark::takenWidth).orElse(0.0);
    double width = sizes.contentWidth() - taken;
    double top = sizes.top();
    if (shown.contains(FurnitureItem.TITLE)) {
      String title = settings.title().orElseThrow();
      blocks.add(block("title", fonts.semibold(), title, sizes.title(), width, edges, top));
      top = blocks.get(0).bottom() + 0.35 * sizes.title();
    }
    if (shown.contains(FurnitureItem.SUBTITLE)) {
      String subtitle = settings.subtitle().orElseThrow();
      blocks.add(block("subtitle", fonts.regular(), subtitle, sizes.subtitle(), width, edges, top));
    }
    return blocks;
  }

  /** Lays out lines downwards from {@code top}, which is that of the tallest letters. */
  private static TitleBlock block(
      String setting,
      Typeface face,
      String text,
      double em,
      double width,
      Typesetter edges,
      double top) {
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
    return new TitleBlock(setting, fitted.cut(), all, pixels, bottom);
  }
}
