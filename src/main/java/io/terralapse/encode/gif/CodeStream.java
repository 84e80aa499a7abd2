package io.terralapse.encode.gif;

import java.io.ByteArrayOutputStream;

/**
 * The codes of one picture, of 3 to 12 bits, low bits first, in sub-blocks of at most 255 bytes as
 * GIF89a has them. Not thread-safe.
 */
final class CodeStream {
  private static final int BLOCK = 255;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final byte[] block = new byte[BLOCK];
  private int blockSize;
  private int bits;
  private int bitCount;

  void write(int code, int size) {
    bits |= code << bitCount;
    bitCount += size;
    while (bitCount >= 8) {
      put(bits & 0xFF);
      bits >>>= 8;
      bitCount -= 8;
    }
  }

  private void put(int value) {
    block[blockSize++] = (byte) value;
    if (blockSize == BLOCK) {
      flush();
    }
  }

  private void flush() {
    if (blockSize > 0) {
      out.write(blockSize);
      out.write(block, 0, blockSize);
      blockSize = 0;
    }
  }

  /** All sub-blocks and the empty one that ends them. The stream cannot be used any more. */
  byte[] finish() {
    if (bitCount > 0) {
      put(bits & 0xFF);
    }
    flush();
    out.write(0);
    return out.toByteArray();
  }
}
