package io.terralapse.encode.gif;

import io.terralapse.model.PixelRect;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The structure of a GIF89a file around its coded pictures. Stateless. */
final class GifFile {
  /** Pictures stay on the screen under the next one. */
  private static final int KEEP = 1;

  private GifFile() {}

  /**
   * Header, palette and number of times.
   *
   * @param depth bits of an index; the palette is filled up with black
   * @param plays how often the whole is shown, 0 for endlessly
   */
  static void writeHeader(
      OutputStream out, int width, int height, GifPalette palette, int depth, int plays)
      throws IOException {
    out.write("GIF89a".getBytes(StandardCharsets.US_ASCII));
    writeShort(out, width);
    writeShort(out, height);
    out.write(0x80 | 7 << 4 | depth - 1);
    out.write(0);
    out.write(0);
    writeColours(out, palette, depth);
    if (plays != 1) {
      out.write(0x21);
      out.write(0xFF);
      out.write(11);
      out.write("NETSCAPE2.0".getBytes(StandardCharsets.US_ASCII));
      out.write(3);
      out.write(1);
      writeShort(out, plays == 0 ? 0 : plays - 1);
      out.write(0);
    }
  }

  private static void writeColours(OutputStream out, GifPalette palette, int depth)
      throws IOException {
    for (int i = 0; i < 1 << depth; i++) {
      int rgb = i < palette.size() ? palette.rgb(i) : 0;
      out.write(rgb >> 16);
      out.write(rgb >> 8);
      out.write(rgb);
    }
  }

  /**
   * One picture.
   *
   * @param delay hundredths of a second
   * @param transparent index, or -1
   * @param own the picture's own palette; null if it uses the shared one
   */
  static void writePicture(
      OutputStream out,
      PixelRect area,
      int delay,
      int transparent,
      int depth,
      @Nullable GifPalette own,
      byte[] codes)
      throws IOException {
    out.write(0x21);
    out.write(0xF9);
    out.write(4);
    out.write(KEEP << 2 | (transparent >= 0 ? 1 : 0));
    writeShort(out, delay);
    out.write(Math.max(0, transparent));
    out.write(0);
    out.write(0x2C);
    writeShort(out, area.column());
    writeShort(out, area.row());
    writeShort(out, area.width());
    writeShort(out, area.height());
    out.write(own == null ? 0 : 0x80 | depth - 1);
    if (own != null) {
      writeColours(out, own, depth);
    }
    out.write(depth);
    out.write(codes);
  }

  static void writeEnd(OutputStream out) throws IOException {
    out.write(0x3B);
  }

  private static void writeShort(OutputStream out, int value) throws IOException {
    out.write(value);
    out.write(value >> 8);
  }
}
