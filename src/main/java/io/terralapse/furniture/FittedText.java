package io.terralapse.furniture;

import io.terralapse.text.Typeface;
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

  /** Makes a line of a text that runs from right to left do so whatever it begins with. */
  private static final char RIGHT_TO_LEFT = '\u200F';

  /** Where a text can be fitted to. */
  record Room(double width, int maxLines, double leastPixels) {
    /** The smallest letters of a text. */
    double small(double pixels) {
      return Math.min(pixels, Math.max(pixels * LEAST_SHRINK, leastPixels));
    }
  }

  /** The width of the longest line. */
  double width(Typeface face) {
    return lines.stream().mapToDouble(line -> face.line(line, pixels).width()).max().orElse(0);
  }

  static FittedText of(Typeface face, String text, double pixels, Room room) {
    double natural = face.line(text, pixels).width();
    if (natural <= room.width()) {
      return new FittedText(List.of(text), pixels, false);
    }
    double small = room.small(pixels);
    if (natural * small / pixels <= room.width()) {
      return new FittedText(List.of(text), pixels * room.width() / natural, false);
    }
    List<String> lines = new ArrayList<>();
    StringBuilder rest = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      String longer = rest.isEmpty() ? word : rest + " " + word;
      if (!rest.isEmpty()
          && lines.size() < room.maxLines() - 1
          && face.line(longer, small).width() > room.width()) {
        lines.add(cutTo(face, rest.toString(), small, room.width()));
        rest.setLength(0);
        rest.append(word);
      } else {
        rest.setLength(0);
        rest.append(longer);
      }
    }
    lines.add(cutTo(face, rest.toString(), small, room.width()));
    boolean cut = lines.stream().anyMatch(line -> line.endsWith("…"));
    return new FittedText(
        Typeface.runsRightToLeft(text)
            ? lines.stream().map(line -> RIGHT_TO_LEFT + line).toList()
            : List.copyOf(lines),
        small,
        cut);
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
