package io.terralapse.text;

import static org.lwjgl.util.harfbuzz.HarfBuzz.HB_DIRECTION_LTR;
import static org.lwjgl.util.harfbuzz.HarfBuzz.HB_DIRECTION_RTL;
import static org.lwjgl.util.harfbuzz.HarfBuzz.HB_MEMORY_MODE_READONLY;

import java.awt.geom.Path2D;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.util.harfbuzz.HarfBuzz;
import org.lwjgl.util.harfbuzz.hb_feature_t;
import org.lwjgl.util.harfbuzz.hb_glyph_info_t;
import org.lwjgl.util.harfbuzz.hb_glyph_position_t;
import org.lwjgl.util.harfbuzz.hb_variation_t;

/**
 * One font, opened by HarfBuzz: which characters it has, the glyphs of a run of text, and their
 * unhinted outlines. Nothing of the operating system is used. Thread-safe. The font's bytes stay
 * outside of the heap until the object is unreachable.
 */
final class OutlineFont {
  private static final Cleaner CLEANER = Cleaner.create();

  private static final int WEIGHT = tag("wght");

  private static final int KERNING = tag("kern");

  private final long font;
  private final double unitsPerEm;
  private final boolean variable;
  private final Map<Integer, Path2D> outlines = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> glyphs = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> digitAdvances = new ConcurrentHashMap<>();

  /**
   * A glyph of a run, lengths in font units, y up.
   *
   * @param id index in the font
   * @param cluster index of its character in the text
   * @param advance of the pen
   * @param x offset from the pen
   * @param y offset from the baseline
   */
  record Glyph(int id, int cluster, int advance, int x, int y) {}

  /**
   * Opens a font.
   *
   * @param bytes of a TrueType or OpenType file, or of a collection, whose first font is used
   * @param weight that a variable font is set to, 1 to 1000
   * @throws IOException if it is not a font with outlines
   */
  OutlineFont(byte[] bytes, float weight) throws IOException {
    HarfBuzzLibrary.version();
    ByteBuffer memory = MemoryUtil.memAlloc(bytes.length);
    memory.put(bytes).flip();
    long blob = HarfBuzz.hb_blob_create(memory, HB_MEMORY_MODE_READONLY, 0, null);
    long face = HarfBuzz.hb_face_create(blob, 0);
    HarfBuzz.hb_blob_destroy(blob);
    this.font = HarfBuzz.hb_font_create(face);
    // The font keeps the face, and the face keeps the blob.
    HarfBuzz.hb_face_destroy(face);
    CLEANER.register(this, new Release(font, memory));
    if (HarfBuzz.hb_face_get_glyph_count(face) == 0) {
      throw new IOException("it is not a TrueType or OpenType font (.ttf, .otf, .ttc)");
    }
    if (!hasTable(face, "glyf") && !hasTable(face, "CFF ") && !hasTable(face, "CFF2")) {
      throw new IOException("it has no outlines, only pictures of letters");
    }
    this.unitsPerEm = HarfBuzz.hb_face_get_upem(face);
    this.variable = hasTable(face, "fvar");
    setWeight(weight);
    HarfBuzz.hb_font_make_immutable(font);
  }

  private record Release(long font, ByteBuffer memory) implements Runnable {
    @Override
    public void run() {
      HarfBuzz.hb_font_destroy(font);
      MemoryUtil.memFree(memory);
    }
  }

  private static int tag(String name) {
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.wrap(ascii).getInt();
  }

  private static boolean hasTable(long face, String name) {
    long table = HarfBuzz.hb_face_reference_table(face, tag(name));
    int length = HarfBuzz.hb_blob_get_length(table);
    HarfBuzz.hb_blob_destroy(table);
    return length > 0;
  }

  /** HarfBuzz keeps weights inside of what the font has, and ignores them if it has none. */
  private void setWeight(float weight) {
    try (MemoryStack stack = MemoryStack.stackPush()) {
      hb_variation_t.Buffer variation = hb_variation_t.malloc(1, stack);
      variation.get(0).tag(WEIGHT).value(weight);
      HarfBuzz.hb_font_set_variations(font, variation);
    }
  }

  /** Whether the font may have several weights. */
  boolean isVariable() {
    return variable;
  }

  double unitsPerEm() {
    return unitsPerEm;
  }

  /** The glyph that the font has for a character; 0 if it has none. */
  int glyphOf(int character) {
    return glyphs.computeIfAbsent(
        character,
        c -> {
          try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer glyph = stack.callocInt(1);
            return HarfBuzz.hb_font_get_nominal_glyph(font, c, glyph) ? glyph.get(0) : 0;
          } finally {
            Reference.reachabilityFence(this);
          }
        });
  }

  /** The advance of the widest of the ten digits that begin with {@code zero}, font units. */
  int digitAdvance(int zero) {
    return digitAdvances.computeIfAbsent(
        zero,
        first -> {
          try {
            int widest = 0;
            for (int digit = first; digit < first + 10; digit++) {
              int glyph = glyphOf(digit);
              int advance = glyph == 0 ? 0 : HarfBuzz.hb_font_get_glyph_h_advance(font, glyph);
              widest = Math.max(widest, advance);
            }
            return widest;
          } finally {
            Reference.reachabilityFence(this);
          }
        });
  }

  /**
   * Shapes a part of a text, which is of one script, direction and font.
   *
   * @param text all of it, since letters join with their neighbours
   * @param language BCP 47, for forms of letters that differ between languages
   * @return the glyphs from left to right
   */
  Glyph[] shape(String text, int from, int to, boolean rightToLeft, String language) {
    ByteBuffer utf16 = MemoryUtil.memUTF16(text, false);
    long buffer = HarfBuzz.hb_buffer_create();
    try {
      HarfBuzz.hb_buffer_add_utf16(buffer, utf16, from, to - from);
      HarfBuzz.hb_buffer_set_direction(buffer, rightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
      // Without a language the one of the machine's locale would be used.
      HarfBuzz.hb_buffer_set_language(buffer, HarfBuzz.hb_language_from_string(language));
      HarfBuzz.hb_buffer_guess_segment_properties(buffer);
      try (hb_feature_t.Buffer features = unkerned(text, from, to)) {
        HarfBuzz.hb_shape(font, buffer, features);
      }
      hb_glyph_info_t.Buffer infos = HarfBuzz.hb_buffer_get_glyph_infos(buffer);
      hb_glyph_position_t.Buffer positions = HarfBuzz.hb_buffer_get_glyph_positions(buffer);
      if (infos == null || positions == null) {
        return new Glyph[0];
      }
      Glyph[] glyphs = new Glyph[infos.remaining()];
      for (int i = 0; i < glyphs.length; i++) {
        hb_glyph_info_t info = infos.get(i);
        hb_glyph_position_t position = positions.get(i);
        glyphs[i] =
            new Glyph(
                info.codepoint(),
                info.cluster(),
                position.x_advance(),
                position.x_offset(),
                position.y_offset());
      }
      return glyphs;
    } finally {
      HarfBuzz.hb_buffer_destroy(buffer);
      MemoryUtil.memFree(utf16);
      Reference.reachabilityFence(this);
    }
  }

  /**
   * No kerning between digits and what is before or behind them, so that the rest of a line stays
   * where it is while they change.
   */
  private static hb_feature_t.Buffer unkerned(String text, int from, int to) {
    List<Integer> ends = new ArrayList<>();
    for (int i = from; i < to; ) {
      int start = i;
      while (i < to && Character.isDigit(text.codePointAt(i))) {
        i += Character.charCount(text.codePointAt(i));
      }
      if (i > start) {
        ends.add(Math.max(0, start - 1));
        ends.add(i);
      } else {
        i++;
      }
    }
    hb_feature_t.Buffer features = hb_feature_t.malloc(ends.size() / 2);
    for (int i = 0; i < ends.size() / 2; i++) {
      features.get(i).tag(KERNING).value(0).start(ends.get(2 * i)).end(ends.get(2 * i + 1));
    }
    return features;
  }

  /** The outline of a glyph in font units, y up; not to be changed. */
  Path2D outline(int glyph) {
    return outlines.computeIfAbsent(
        glyph,
        id -> {
          try {
            return GlyphPen.draw(font, id);
          } finally {
            Reference.reachabilityFence(this);
          }
        });
  }
}
