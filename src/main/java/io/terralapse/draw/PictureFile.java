package io.terralapse.draw;

import io.terralapse.model.Picture;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A picture as a file of the cache, without loss: each pixel is replaced by its difference from its
 * left neighbour, red and blue by their difference from green, and the bytes are deflated at the
 * fastest level. Stateless.
 *
 * <p>The format is big-endian: int width, height, then three deflated bytes a pixel, row by row.
 */
final class PictureFile {
  private static final int CHUNK = 1 << 16;

  private PictureFile() {}

  /** Bytes that a picture takes at most. */
  static int longest(int width, int height) {
    // Deflate may add some bytes for each block of 16 KiB.
    return 2 * Integer.BYTES + 3 * width * height + 3 * width * height / 1000 + 1024;
  }

  static byte[] encode(Picture picture) {
    int width = picture.width();
    int[] rgb = picture.rgb();
    byte[] bytes = new byte[3 * rgb.length];
    int at = 0;
    for (int row = 0; row < picture.height(); row++) {
      int left = 0;
      for (int i = row * width; i < (row + 1) * width; i++) {
        int p = rgb[i];
        int green = (p >> 8 & 0xFF) - (left >> 8 & 0xFF);
        bytes[at++] = (byte) green;
        bytes[at++] = (byte) ((p >> 16 & 0xFF) - (left >> 16 & 0xFF) - green);
        bytes[at++] = (byte) ((p & 0xFF) - (left & 0xFF) - green);
        left = p;
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
    out.writeBytes(
        ByteBuffer.allocate(2 * Integer.BYTES).putInt(width).putInt(picture.height()).array());
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setStrategy(Deflater.FILTERED);
      deflater.setInput(bytes);
      deflater.finish();
      byte[] chunk = new byte[CHUNK];
      while (!deflater.finished()) {
        out.write(chunk, 0, deflater.deflate(chunk));
      }
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }

  /** The picture; empty if the bytes are not one of the expected size. */
  static Optional<Picture> decode(ByteBuffer file, int width, int height) {
    byte[] bytes = new byte[3 * width * height];
    Inflater inflater = new Inflater(true);
    try {
      if (file.getInt() != width || file.getInt() != height) {
        return Optional.empty();
      }
      inflater.setInput(file);
      int done = 0;
      while (done < bytes.length && !inflater.finished()) {
        int n = inflater.inflate(bytes, done, bytes.length - done);
        if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          return Optional.empty();
        }
        done += n;
      }
      return done == bytes.length
          ? Optional.of(unfiltered(bytes, width, height))
          : Optional.empty();
    } catch (DataFormatException | BufferUnderflowException damaged) {
      return Optional.empty();
    } finally {
      inflater.end();
    }
  }

  private static Picture unfiltered(byte[] bytes, int width, int height) {
    int[] rgb = new int[width * height];
    int at = 0;
    for (int row = 0; row < height; row++) {
      int r = 0;
      int g = 0;
      int b = 0;
      for (int i = row * width; i < (row + 1) * width; i++) {
        int green = bytes[at++];
        g = (g + green) & 0xFF;
        r = (r + green + bytes[at++]) & 0xFF;
        b = (b + green + bytes[at++]) & 0xFF;
        rgb[i] = r << 16 | g << 8 | b;
      }
    }
    return new Picture(width, height, rgb);
  }
}
