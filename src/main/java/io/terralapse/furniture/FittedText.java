package io.terralapse.furniture;

import java.util.ArrayList;
import java.util.List;

/**
 * Text fitted to a width: first reduced a little, then wrapped, and finally truncated with an
 * ellipsis.
 *
 * @param lines top to bottom, at least one
 * @param pixels em size
 * @param cut true if text was truncated
 */
record FittedText(List<String> lines, double pixels, boolean cut) {
  static final double LEAST_SHRINK = 0.8;

  /** The width of the longest line. */
  double width(Typeface face) {
    return lines.stream().mapToDouble(line -> face.line(line, pixels).width()).max().orElse(0);
  }

  static FittedText of(Typeface face, String text, double pixels, double width, int maxLines) {
    double natural = face.line(text, pixels).width();
    if (natural <= width) {
      return new FittedText(List.of(text), pixels, false);
    }
    if (natural * LEAST_SHRINK <= width) {
      return new FittedText(List.of(text), pixels * width / natural, false);
    }
    double small = pixels * LEAST_SHRINK;
    List<String> lines = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      String longer = rest.isEmpty() ? word : rest + " " + word;
      if (!rest.isEmpty()
          && lines.size() < maxLines - 1
          && face.line(longer, small).width() > width) {
        lines.add(cutTo(face, rest.toString(), small, width));
        rest.setLength(0);
        rest.append(word);
      } else {
        rest.setLength(0);
        rest.append(longer);
      }
    }
    lines.add(cutTo(face, rest.toString(), small, width));
    boolean cut = lines.stream().anyMatch(line -> line.endsWith("…"));
    return new FittedText(List.copyOf(lines), small, cut);
  }

  private static String cutTo(Typeface face, String text, double pixels, double width) {
    if (face.line(text, pixels).width() <= width) {
      return text;
    }
    int length = text.length();
    while (length > 0 && face.line(text.substring(0, length) + "…", pixels).width() > width) {
      length = text.offsetByCodePoints(length, -1);
    }
    return text.substring(0, length).stripTrailing() + "…";
  }
}
