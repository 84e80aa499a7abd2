package io.terralapse.raster.image;

import io.terralapse.access.ByteSource;
import io.terralapse.model.PixelRect;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/**
 * Decoded rows of a plain picture, as the JDK's readers leave them; colours are made when rows are
 * copied out. Immutable; thread-safe.
 */
final class ImageStrip {
  private final ImageHeader header;
  private final int firstRow;
  private final java.awt.image.Raster raster;

  private ImageStrip(ImageHeader header, int firstRow, java.awt.image.Raster raster) {
    this.header = header;
    this.firstRow = firstRow;
    this.raster = raster;
  }

  int firstRow() {
    return firstRow;
  }

  int endRow() {
    return firstRow + raster.getHeight();
  }

  /**
   * Decodes rows. Rows above them are decoded too and thrown away.
   *
   * @throws IOException a sentence, if the file is damaged or cut short
   */
  static ImageStrip decode(ByteSource source, ImageHeader header, int firstRow, int rows)
      throws IOException {
    ImageReader reader = reader(header.jpeg() ? "jpeg" : "png");
    try (SourceImageStream stream = new SourceImageStream(source)) {
      reader.setInput(stream, true, true);
      if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
        throw damaged(source, "it holds two sizes", null);
      }
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceRegion(new Rectangle(0, firstRow, header.width(), rows));
      java.awt.image.Raster raster =
          // Raw components, or the JDK would turn them into colours by rules of its own.
          header.jpeg() ? reader.readRaster(0, param) : reader.read(0, param).getRaster();
      if (stream.endPassed()) {
        throw damaged(source, "it is cut short", null);
      }
      if (raster.getWidth() != header.width()
          || raster.getHeight() != rows
          || raster.getNumBands() < header.colour().samples) {
        throw damaged(source, "its picture is not what its header says", null);
      }
      return new ImageStrip(header, firstRow, raster);
    } catch (RuntimeException e) {
      throw damaged(source, "its picture cannot be decoded", e);
    } catch (javax.imageio.IIOException e) {
      throw damaged(source, "its picture cannot be decoded", e);
    } finally {
      reader.dispose();
    }
  }

  private static IOException damaged(ByteSource source, String what, @Nullable Throwable cause) {
    return new IOException(source.name() + " is damaged: " + what + "; fetch it again", cause);
  }

  /** The JDK's own reader: its ways with raw samples are known. */
  private static ImageReader reader(String format) throws IOException {
    Iterator<ImageReader> found = ImageIO.getImageReadersByFormatName(format);
    while (found.hasNext()) {
      ImageReader candidate = found.next();
      if (candidate.getClass().getName().startsWith("com.sun.imageio.")) {
        return candidate;
      }
    }
    throw new IOException("this Java runtime has no " + format + " reader");
  }

  /**
   * Copies samples out, little-endian.
   *
   * @param rect in the picture's pixels, inside this strip
   * @param at first pixel of {@code out} to fill
   */
  void copy(PixelRect rect, int[] bands, byte[][] out, int at) {
    int stored = raster.getNumBands();
    int made = header.bands();
    int bytes = header.bytes();
    int[] line = new int[rect.width() * stored];
    int[] pixels = new int[rect.width() * made];
    for (int row = 0; row < rect.height(); row++) {
      raster.getPixels(
          raster.getMinX() + rect.column(),
          raster.getMinY() + rect.row() + row - firstRow,
          rect.width(),
          1,
          line);
      colours(line, stored, pixels, made, rect.width());
      int to = (at + row * rect.width()) * bytes;
      for (int i = 0; i < bands.length; i++) {
        put(pixels, bands[i], made, rect.width(), bytes, out[i], to);
      }
    }
  }

  private static void put(
      int[] pixels, int band, int step, int count, int bytes, byte[] out, int to) {
    for (int i = 0; i < count; i++) {
      int value = pixels[i * step + band];
      out[to + i * bytes] = (byte) value;
      if (bytes == 2) {
        out[to + i * 2 + 1] = (byte) (value >> 8);
      }
    }
  }

  private void colours(int[] line, int stored, int[] pixels, int made, int count) {
    switch (header.colour()) {
      case PALETTE -> palette(line, stored, pixels, made, count);
      case YCBCR -> rgb(line, stored, pixels, count);
      default -> {
        int samples = header.colour().samples;
        for (int i = 0; i < count; i++) {
          for (int k = 0; k < samples; k++) {
            pixels[i * made + k] = header.widened(line[i * stored + k]);
          }
        }
        if (made > samples) {
          transparent(line, stored, pixels, count);
        }
      }
    }
  }

  private void palette(int[] line, int stored, int[] pixels, int made, int count) {
    byte[] palette = header.palette();
    byte[] alpha = header.transparency();
    for (int i = 0; i < count; i++) {
      int index = line[i * stored];
      for (int k = 0; k < 3; k++) {
        // An index beyond the palette is an error that decoders show as black.
        int entry = 3 * index + k;
        pixels[i * made + k] = entry < palette.length ? palette[entry] & 0xff : 0;
      }
      if (made == 4) {
        pixels[i * made + 3] = index < alpha.length ? alpha[index] & 0xff : 255;
      }
    }
  }

  /** Alpha of an RGB picture whose tRNS names one colour. */
  private void transparent(int[] line, int stored, int[] pixels, int count) {
    int opaque = header.depth() == 16 ? 0xffff : 0xff;
    for (int i = 0; i < count; i++) {
      boolean hit = true;
      for (int k = 0; k < 3; k++) {
        hit &= line[i * stored + k] == header.transparent(k);
      }
      pixels[i * 4 + 3] = hit ? 0 : opaque;
    }
  }

  /** ITU-R BT.601 full range, as JFIF has it, in 16-bit fixed point. */
  private static void rgb(int[] line, int stored, int[] pixels, int count) {
    for (int i = 0; i < count; i++) {
      int y = (line[i * stored] << 16) + (1 << 15);
      int cb = line[i * stored + 1] - 128;
      int cr = line[i * stored + 2] - 128;
      pixels[3 * i] = clamp((y + 91881 * cr) >> 16);
      pixels[3 * i + 1] = clamp((y - 22554 * cb - 46802 * cr) >> 16);
      pixels[3 * i + 2] = clamp((y + 116130 * cb) >> 16);
    }
  }

  private static int clamp(int v) {
    return Math.max(0, Math.min(255, v));
  }
}
