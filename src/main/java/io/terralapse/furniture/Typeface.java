package io.terralapse.furniture;

import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * One weight of the bundled typeface, as unhinted outlines. Fonts and font rendering of the
 * operating system are not used, so text is the same on every platform. Thread-safe.
 */
final class Typeface {
  static final Typeface REGULAR = new Typeface("Inter-Regular.otf");
  static final Typeface SEMIBOLD = new Typeface("Inter-SemiBold.otf");

  /** Replacement for characters that are not in the typeface. */
  private static final int BOX = 0x25A1;

  private final OpenTypeFont font;
  private final CmapLookup characters;
  private final double unitsPerEm;
  private final double digitAdvance;
  private final Map<Integer, Glyph> glyphs = new ConcurrentHashMap<>();

  /** Outline in font units, y up, and the pen's advance. */
  private record Glyph(GeneralPath outline, double advance) {}

  /**
   * A line of text.
   *
   * @param outline in pixels, y down, starting at (0, 0) on the baseline
   * @param width advance of the line in pixels
   */
  record Line(Path2D outline, double width) {}

  private Typeface(String resource) {
    try (InputStream in = Typeface.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      // "Embedded" as in a PDF: the subset has no glyph names and does not need them.
      font = new OTFParser(true).parse(new RandomAccessReadBuffer(in.readAllBytes()));
      characters = font.getUnicodeCmapLookup();
      unitsPerEm = font.getUnitsPerEm();
      double widest = 0;
      for (int digit = '0'; digit <= '9'; digit++) {
        widest = Math.max(widest, font.getAdvanceWidth(characters.getGlyphId(digit)));
      }
      digitAdvance = widest;
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }

  /** The text in Unicode normalisation form C, as it is drawn. */
  static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** The characters of a text that are not in this typeface, each once, in code point order. */
  String missing(String text) {
    TreeSet<Integer> missing = new TreeSet<>();
    normal(text)
        .codePoints()
        .filter(c -> !isBlank(c) && !isInvisible(c) && characters.getGlyphId(c) == 0)
        .forEach(missing::add);
    StringBuilder all = new StringBuilder();
    missing.forEach(all::appendCodePoint);
    return all.toString();
  }

  /**
   * Lays out a line. All digits have the advance of the widest (tabular figures), so that a
   * changing date does not move.
   */
  Line line(String text, double pixels) {
    Path2D path = new Path2D.Double();
    double scale = pixels / unitsPerEm;
    double pen = 0;
    for (int c : normal(text).codePoints().toArray()) {
      if (isInvisible(c)) {
        continue;
      }
      Glyph glyph = glyph(c);
      boolean digit = c >= '0' && c <= '9';
      double advance = digit ? digitAdvance : glyph.advance();
      double x = pen + (advance - glyph.advance()) / 2;
      path.append(
          glyph.outline().getPathIterator(new AffineTransform(scale, 0, 0, -scale, x * scale, 0)),
          false);
      pen += advance;
    }
    return new Line(path, pen * scale);
  }

  private static boolean isBlank(int c) {
    return Character.isSpaceChar(c) || Character.isWhitespace(c);
  }

  private static boolean isInvisible(int c) {
    return Character.getType(c) == Character.FORMAT
        || (Character.isISOControl(c) && !Character.isWhitespace(c));
  }

  private Glyph glyph(int c) {
    Glyph cached = glyphs.get(c);
    if (cached != null) {
      return cached;
    }
    Glyph read = read(c);
    glyphs.put(c, read);
    return read;
  }

  // Synchronised because FontBox reads lazily from one shared buffer.
  private synchronized Glyph read(int c) {
    int id = characters.getGlyphId(c);
    if (id == 0) {
      id = characters.getGlyphId(isBlank(c) ? ' ' : BOX);
    }
    try {
      return new Glyph(
          font.getCFF().getFont().getType2CharString(id).getPath(), font.getAdvanceWidth(id));
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }
}
