package io.terralapse.text;

import java.awt.geom.Path2D;
import org.lwjgl.util.harfbuzz.HarfBuzz;

/**
 * Draws glyphs to paths by HarfBuzz's functions for drawing. One glyph at a time: glyphs are drawn
 * once per font, so nothing is gained by more.
 */
final class GlyphPen {
  /** Receives what HarfBuzz draws; guarded by the class. */
  private static Path2D path = new Path2D.Double();

  private static final long FUNCTIONS = functions();

  private GlyphPen() {}

  private static long functions() {
    long functions = HarfBuzz.hb_draw_funcs_create();
    HarfBuzz.hb_draw_funcs_set_move_to_func(
        functions, (self, data, state, x, y, user) -> path.moveTo(x, y), 0, null);
    HarfBuzz.hb_draw_funcs_set_line_to_func(
        functions, (self, data, state, x, y, user) -> path.lineTo(x, y), 0, null);
    HarfBuzz.hb_draw_funcs_set_quadratic_to_func(
        functions, (self, data, state, cx, cy, x, y, user) -> path.quadTo(cx, cy, x, y), 0, null);
    HarfBuzz.hb_draw_funcs_set_cubic_to_func(
        functions,
        (self, data, state, ax, ay, bx, by, x, y, user) -> path.curveTo(ax, ay, bx, by, x, y),
        0,
        null);
    HarfBuzz.hb_draw_funcs_set_close_path_func(
        functions, (self, data, state, user) -> path.closePath(), 0, null);
    HarfBuzz.hb_draw_funcs_make_immutable(functions);
    return functions;
  }

  /** The outline of a glyph in font units, y up. */
  static synchronized Path2D draw(long font, int glyph) {
    path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    HarfBuzz.hb_font_draw_glyph(font, glyph, FUNCTIONS, 0);
    return path;
  }
}
