package io.terralapse.furniture;

import io.terralapse.text.Typeface;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Optional;

/**
 * The lines that the credit is written on: the width and number that the known credits need.
 *
 * @param face to write with
 * @param em size of the letters, pixels
 * @param width that may be used
 * @param maxLines most lines
 * @param known the credits that it was made for
 */
record CreditLine(Typeface face, double em, double width, int maxLines, List<String> known) {
  /** Most lines of a credit that does not fit into one. */
  private static final int MOST_LINES = 3;

  /** As many lines as the longest known credit needs, and at least {@code least}. */
  static CreditLine of(Typeface face, double em, double width, List<String> known, int least) {
    CreditLine line = new CreditLine(face, em, width, least, known);
    while (line.maxLines < MOST_LINES && line.cutsKnown()) {
      line = new CreditLine(face, em, width, line.maxLines + 1, known);
    }
    return line;
  }

  /** The least width that shows a credit in one line. */
  static double leastWidth(Typeface face, String credit, double em) {
    return face.line(credit, new FittedText.Room(0, 1, Sizes.LEAST_CREDIT).small(em)).width();
  }

  /** Whether a known credit is truncated. */
  boolean cutsKnown() {
    return known.stream().anyMatch(text -> fit(text).cut());
  }

  /** The most lines of the known credits; 1 if none is known. */
  int lines() {
    return known.stream().mapToInt(text -> fit(text).lines().size()).max().orElse(1);
  }

  /** Depth of the known credits' ink below their last baseline. */
  double descent() {
    double deepest = Typesetter.DESCENT * em;
    for (String text : known) {
      FittedText fitted = fit(text);
      String last = fitted.lines().get(fitted.lines().size() - 1);
      Path2D line = face.line(last, fitted.pixels()).outline();
      deepest = Math.max(deepest, Typesetter.descent(line, fitted.pixels()));
    }
    return deepest;
  }

  /** Fits a credit to the width and lines. */
  FittedText fit(String text) {
    return FittedText.of(face, text, em, new FittedText.Room(width, maxLines, Sizes.LEAST_CREDIT));
  }

  /** Fits a credit in the smallest letters, to as many lines as it needs; empty if to none. */
  Optional<FittedText> smaller(String text) {
    double least = Math.min(em, Sizes.LEAST_CREDIT);
    for (int lines = maxLines; lines <= MOST_LINES; lines++) {
      FittedText fitted =
          FittedText.of(face, text, least, new FittedText.Room(width, lines, least));
      if (!fitted.cut()) {
        return Optional.of(fitted);
      }
    }
    return Optional.empty();
  }

  /** The outline of a fitted credit, whose last line is on {@code baseline}. */
  Path2D outline(FittedText fitted, Typesetter edges, double baseline) {
    Path2D all = new Path2D.Double();
    int last = fitted.lines().size() - 1;
    for (int i = 0; i <= last; i++) {
      double y = baseline - (last - i) * fitted.pixels() * Typesetter.LEADING;
      Path2D line = face.line(fitted.lines().get(i), fitted.pixels()).outline();
      all.append(edges.atEnd(line, y), false);
    }
    return all;
  }
}
