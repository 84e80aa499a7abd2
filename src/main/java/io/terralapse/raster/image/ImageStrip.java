package io.terralapse.raster.image;

import io.terralapse.access.ByteSource;
import io.terralapse.model.DataException;
import io.terralapse.model.PixelRect;
import io.terralapse.raster.ByteSourceImageStream;
import io.terralapse.raster.JdkImageReaders;
import java.awt.Rectangle;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import org.jspecify.annotations.Nullable;

/**
 * Decoded rows of an image, as the JDK's readers return them; they are converted to the bands of
 * the raster when they are copied. Immutable; thread-safe.
 */
final class ImageStrip {
  private static final int BUFFER_BYTES = 1 << 16;

  private final ImageHeader header;
  private final int firstRow;
  private final Raster raster;

  private ImageStrip(ImageHeader header, int firstRow, Raster raster) {
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
   * Decodes rows; those above them are decoded as well and discarded.
   *
   * @param firstRow first row to keep
   * @param rows number of rows to keep
   * @throws DataException if the file is damaged or truncated
   * @throws IOException if it cannot be read
   */
  static ImageStrip decode(ByteSource source, ImageHeader header, int firstRow, int rows)
      throws IOException {
    ImageReader reader = JdkImageReaders.getReader(header.jpeg() ? "jpeg" : "png");
    ByteSource pixels = header.jpeg() ? JpegPixels.of(source) : source;
    try (ByteSourceImageStream stream = new ByteSourceImageStream(pixels, BUFFER_BYTES)) {
      reader.setInput(stream, true, true);
      Raster raster = decode(reader, stream, source, header, new Rows(firstRow, rows));
      if (stream.endPassed()) {
        throw damaged(source, "it is truncated", null);
      }
      if (raster.getWidth() != header.width()
          || raster.getHeight() != rows
          || raster.getNumBands() < header.colour().samples) {
        throw damaged(source, "its pixels do not match its header", null);
      }
      return new ImageStrip(header, firstRow, raster);
    } finally {
      reader.dispose();
    }
  }

  private record Rows(int first, int count) {}

  private static Raster decode(
      ImageReader reader,
      ByteSourceImageStream stream,
      ByteSource source,
      ImageHeader header,
      Rows rows)
      throws IOException {
    try {
      if (reader.getWidth(0) != header.width() || reader.getHeight(0) != header.height()) {
        throw damaged(source, "it has two different sizes", null);
      }
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceRegion(new Rectangle(0, rows.first, header.width(), rows.count));
      if (!header.jpeg() && header.colour() == ImageHeader.Colour.GREY) {
        // The reader's first choice for grey with a transparent value changes the samples by gamma.
        param.setDestinationType(storedGrey(reader));
      }
      // Raw components, or the JDK would convert them to colours by rules of its own.
      return header.jpeg() ? reader.readRaster(0, param) : reader.read(0, param).getRaster();
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The readers throw the same exceptions for a failed read of the source and for bad data.
      stream.throwFailure();
      throw damaged(source, "its pixels cannot be decoded", e);
    }
  }

  /** The type with the stored samples only; null if there is none, which leaves the first. */
  private static @Nullable ImageTypeSpecifier storedGrey(ImageReader reader) throws IOException {
    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
    while (types.hasNext()) {
      ImageTypeSpecifier type = types.next();
      if (type.getNumBands() == 1) {
        return type;
      }
    }
    return null;
  }

  private static DataException damaged(
      ByteSource source, String clause, @Nullable Throwable cause) {
    return new DataException(
        source.name() + " is damaged: " + clause + "; download it again", cause);
  }

  /**
   * Copies samples, little-endian.
   *
   * @param rect in pixels of the image, inside this strip
   * @param out one array per band
   * @param at index of the first pixel of {@code out} to fill
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
      convert(line, stored, pixels, made, rect.width());
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

  private void convert(int[] line, int stored, int[] pixels, int made, int count) {
    switch (header.colour()) {
      case PALETTE -> palette(line, stored, pixels, made, count);
      case YCBCR -> rgb(line, stored, pixels, count);
      case CMYK, YCCK -> inks(line, stored, pixels, count);
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
        // An index beyond the palette is an error, which decoders show as black.
        int entry = 3 * index + k;
        pixels[i * made + k] = entry < palette.length ? palette[entry] & 0xff : 0;
      }
      if (made == 4) {
        pixels[i * made + 3] = index < alpha.length ? alpha[index] & 0xff : 255;
      }
    }
  }

  /** Alpha of an RGB image with a transparent colour. */
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

  /** ITU-R BT.601 full range, as in JFIF, in 16-bit fixed point. */
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

  /**
   * Each ink takes its share of the light, as in GDAL. The samples are inverted (255 is no ink), as
   * Adobe's programs write them and all others after them.
   */
  private void inks(int[] line, int stored, int[] pixels, int count) {
    boolean luma = header.colour() == ImageHeader.Colour.YCCK;
    if (luma) {
      rgb(line, stored, pixels, count);
    }
    for (int i = 0; i < count; i++) {
      int light = line[i * stored + 3];
      for (int k = 0; k < 3; k++) {
        int paper = luma ? 255 - pixels[3 * i + k] : line[i * stored + k];
        pixels[3 * i + k] = paper * light / 255;
      }
    }
  }

  private static int clamp(int v) {
    return Math.max(0, Math.min(255, v));
  }
}
