package io.terralapse.raster.image;

import io.terralapse.access.ByteSource;
import io.terralapse.model.DataException;
import io.terralapse.model.PixelRect;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The mask that GDAL appends to a JPEG file: after the end of the image, one bit for each pixel,
 * the lowest of a byte first and rows without padding, as a zlib stream; then the length of the
 * image in four bytes. Immutable once read; not thread-safe before that.
 */
final class JpegMask {
  private static final int LENGTH_BYTES = 4;

  private final ByteSource file;
  private final int start;
  private final int width;
  private final int height;
  private byte[] bits = {};

  private JpegMask(ByteSource file, int start, ImageHeader header) {
    this.file = file;
    this.start = start;
    this.width = header.width();
    this.height = header.height();
  }

  /** The mask of a JPEG file; empty if it has none. */
  static Optional<JpegMask> find(ByteSource file, ImageHeader header) throws IOException {
    if (!header.jpeg() || file.size() < 2 * LENGTH_BYTES || file.size() > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    byte[] last = new byte[LENGTH_BYTES];
    file.read(file.size() - LENGTH_BYTES, last, 0, LENGTH_BYTES);
    int image = ByteBuffer.wrap(last).order(ByteOrder.LITTLE_ENDIAN).getInt();
    // As in GDAL, which takes the length for one only if it is plausible.
    if (image < file.size() / 2 || image < 2 || image >= file.size() - LENGTH_BYTES) {
      return Optional.empty();
    }
    byte[] end = new byte[2];
    file.read(image - 2L, end, 0, 2);
    return (end[0] & 0xff) == 0xff && (end[1] & 0xff) == 0xd9
        ? Optional.of(new JpegMask(file, image, header))
        : Optional.empty();
  }

  /**
   * Reads a part: 255 where pixels are valid, 0 where they are not.
   *
   * @throws DataException if the mask is damaged
   */
  synchronized void read(PixelRect rect, byte[] out) throws IOException {
    if (bits.length == 0) {
      bits = inflate();
    }
    for (int row = 0; row < rect.height(); row++) {
      long first = (long) (rect.row() + row) * width + rect.column();
      for (int column = 0; column < rect.width(); column++) {
        long bit = first + column;
        boolean valid = (bits[(int) (bit >> 3)] & (1 << (bit & 7))) != 0;
        out[row * rect.width() + column] = (byte) (valid ? 255 : 0);
      }
    }
  }

  private byte[] inflate() throws IOException {
    byte[] packed = new byte[(int) file.size() - LENGTH_BYTES - start];
    file.read(start, packed, 0, packed.length);
    byte[] all = new byte[(int) (((long) width * height + 7) / 8)];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      int got = 0;
      int more = 1;
      while (got < all.length && more > 0) {
        more = inflater.inflate(all, got, all.length - got);
        got += more;
      }
      if (got < all.length) {
        throw damaged(null);
      }
      return all;
    } catch (DataFormatException e) {
      throw damaged(e);
    } finally {
      inflater.end();
    }
  }

  private DataException damaged(@Nullable Throwable cause) {
    return new DataException(
        file.name() + " is damaged: the mask after its image is incomplete; download it again",
        cause);
  }
}
