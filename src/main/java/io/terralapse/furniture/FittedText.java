package io.terralapse.furniture;

import io.terralapse.text.Typeface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Text fitted to a width: first reduced a little, then wrapped, and finally truncated with an
 * ellipsis. Lines end at blanks if that is enough, else also between the words of scripts without
 * blanks, and inside of long words that are wider than a line.
 *
 * @param lines top to bottom, at least one
 * @param pixels em size
 * @param cut true if text was truncated
 */
record FittedText(List<String> lines, double pixels, boolean cut) {
  static final double LEAST_SHRINK = 0.8;

  /** Makes a line of a text that runs from right to left do so whatever it begins with. */
  private static final char RIGHT_TO_LEFT = '\u200F';

  /** A truncation between words keeps at least this share of what could be shown. */
  private static final double LEAST_KEPT = 0.5;

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

  /** Fits a text, which is truncated if it must be. */
  static FittedText of(Typeface face, String text, double pixels, Room room) {
    return of(face, text, "", pixels, room);
  }

  /**
   * Fits a text with an end that is kept if the text is truncated.
   *
   * @param tail follows the text, or the ellipsis that it ends with
   */
  static FittedText of(Typeface face, String text, String tail, double pixels, Room room) {
    return find(face, text + tail, pixels, room)
        .orElseGet(
            () -> {
              Wrapping wrapping = new Wrapping(face, room.small(pixels), room);
              String flat = flat(text + tail);
              List<String> lines = wrapping.insideWords(flat);
              return lines.isEmpty()
                  ? fitted(text, wrapping.truncated(flat(text), tail), wrapping.pixels(), true)
                  : fitted(text, lines, wrapping.pixels(), false);
            });
  }

  /** Fits a whole text without breaks inside of words; empty if there is no space for it. */
  static Optional<FittedText> find(Typeface face, String text, double pixels, Room room) {
    double natural = face.line(text, pixels).width();
    if (natural <= room.width()) {
      return Optional.of(new FittedText(List.of(text), pixels, false));
    }
    double small = room.small(pixels);
    if (natural * small / pixels <= room.width()) {
      return Optional.of(new FittedText(List.of(text), pixels * room.width() / natural, false));
    }
    List<String> lines = new Wrapping(face, small, room).betweenWords(flat(text));
    return lines.isEmpty() ? Optional.empty() : Optional.of(fitted(text, lines, small, false));
  }

  /**
   * The same number of lines of about the same length: the narrowest ones in which a text that is
   * not truncated fits.
   */
  FittedText balanced(Typeface face, String text, double width) {
    if (cut || lines.size() == 1) {
      return this;
    }
    Room room = new Room(width, lines.size(), pixels);
    String flat = flat(text);
    Wrapping wrapping = new Wrapping(face, pixels, room);
    List<String> even = wrapping.balanced(flat, LineBreaks.atBlanks(flat));
    return even.isEmpty() ? this : fitted(text, even, pixels, false);
  }

  private static FittedText fitted(String text, List<String> lines, double pixels, boolean cut) {
    return new FittedText(
        Typeface.runsRightToLeft(text)
            ? lines.stream().map(line -> RIGHT_TO_LEFT + line).toList()
            : List.copyOf(lines),
        pixels,
        cut);
  }

  /** A text with single blanks and none at its ends. */
  private static String flat(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /** Lines of letters of one size; those of a text that does not fit are none. */
  private record Wrapping(Typeface face, double pixels, Room room) {
    boolean fits(String line) {
      return face.line(line, pixels).width() <= room.width();
    }

    List<String> betweenWords(String text) {
      List<String> lines = lines(text, LineBreaks.atBlanks(text));
      return lines.isEmpty() ? punctuated(text, LineBreaks.betweenWords(text)) : lines;
    }

    List<String> insideWords(String text) {
      return lines(text, LineBreaks.insideWords(text, this::fits));
    }

    List<String> balanced(String text, List<Integer> ends) {
      List<String> best = lines(text, ends);
      int count = best.size();
      for (double share = 0.95; count > 1 && share > 0.4; share -= 0.05) {
        List<String> lines = narrower(share, count).lines(text, ends);
        if (lines.size() != count) {
          break;
        }
        best = lines;
      }
      return best;
    }

    /** As above, but lines rather end behind punctuation, where the text has no blanks. */
    private List<String> punctuated(String text, List<Integer> ends) {
      List<String> best = lines(text, ends);
      int count = best.size();
      for (double share = 0.98; count > 1 && share > 0.4; share -= 0.02) {
        List<String> lines = narrower(share, count).lines(text, ends);
        if (lines.size() != count) {
          break;
        }
        best = unpunctuated(lines) <= unpunctuated(best) ? lines : best;
      }
      return best;
    }

    private Wrapping narrower(double share, int count) {
      return new Wrapping(face, pixels, new Room(share * room.width(), count, pixels));
    }

    private static long unpunctuated(List<String> lines) {
      return lines.stream().limit(lines.size() - 1L).filter(l -> !l.matches(".*\\p{P}")).count();
    }

    /** As much as fits into each line, from the first on. */
    private List<String> lines(String text, List<Integer> ends) {
      List<String> lines = new ArrayList<>();
      int from = 0;
      int next = 0;
      while (next < ends.size()) {
        String line = "";
        while (next < ends.size()) {
          String longer = text.substring(from, ends.get(next)).strip();
          if (!fits(longer)) {
            break;
          }
          line = longer;
          next++;
        }
        if (line.isEmpty() || lines.size() == room.maxLines()) {
          return List.of();
        }
        lines.add(line);
        from = ends.get(next - 1);
      }
      return lines;
    }

    /**
     * What fits of a text, with an ellipsis and {@code tail}; no more than these if nothing does.
     */
    List<String> truncated(String text, String tail) {
      int words = longest(text, tail, LineBreaks.betweenWords(text));
      int letters = longest(text, tail, LineBreaks.characterEnds(text));
      String shown = text.substring(0, words < LEAST_KEPT * letters ? letters : words);
      String whole = ended(shown, tail);
      List<String> lines = insideWords(whole);
      return lines.isEmpty() ? List.of(whole) : lines;
    }

    /** The last of some ends up to which a text fits with an ellipsis; 0 if none is. */
    private int longest(String text, String tail, List<Integer> ends) {
      int low = 0;
      int high = ends.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (insideWords(ended(text.substring(0, ends.get(middle)), tail)).isEmpty()) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low == 0 ? 0 : ends.get(low - 1);
    }

    private static String ended(String text, String tail) {
      return text.replaceAll("[\\s,;:、，–—-]+$", "") + "…" + tail;
    }
  }
}
