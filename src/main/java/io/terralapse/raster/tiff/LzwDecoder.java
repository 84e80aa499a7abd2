package io.terralapse.raster.tiff;

import io.terralapse.model.DataException;

/**
 * Decompresses LZW as in TIFF: codes of 9 to 12 bits, most significant bit first, whose width
 * increases one code early (TIFF 6.0, section 13), and as in TIFF 5: least significant bit first,
 * without that error. Reuses its table; not thread-safe.
 */
final class LzwDecoder {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int FIRST_STRING = 258;
  private static final int MIN_WIDTH = 9;
  private static final int MAX_WIDTH = 12;
  private static final int TABLE = 1 << MAX_WIDTH;

  /** A string is a range of the output: where it was written before, and its length. */
  private final int[] start = new int[TABLE];

  private final int[] length = new int[TABLE];

  /**
   * Decompresses one block.
   *
   * @param in compressed bytes, {@code inLength} of them
   * @param out receives at most {@code limit} bytes
   * @return bytes written; fewer than {@code limit} if the data end, or have the end code, before
   * @throws DataException if a code is used before it is defined
   */
  int decode(byte[] in, int inLength, byte[] out, int limit) throws DataException {
    // The first code is CLEAR in either order.
    boolean reversed = inLength >= 2 && in[0] == 0 && (in[1] & 1) == 1;
    int early = reversed ? 0 : 1;
    int written = 0;
    int next = FIRST_STRING;
    int width = MIN_WIDTH;
    long bits = 0;
    int available = 0;
    int at = 0;
    int previousStart = -1;
    int previousLength = 0;
    while (written < limit) {
      while (available < width) {
        if (at == inLength) {
          return written;
        }
        long next8 = in[at++] & 0xff;
        bits = reversed ? bits | next8 << available : bits << 8 | next8;
        available += 8;
      }
      int code = (int) (reversed ? bits : bits >>> (available - width)) & ((1 << width) - 1);
      bits = reversed ? bits >>> width : bits;
      available -= width;
      if (code == END) {
        return written;
      }
      if (code == CLEAR) {
        next = FIRST_STRING;
        width = MIN_WIDTH;
        previousStart = -1;
        continue;
      }
      if (code > next || (code == next && previousStart < 0)) {
        throw new DataException("its LZW data use code " + code + " before it is defined");
      }
      if (previousStart >= 0 && next < TABLE) {
        // The new string is the previous one and the first byte of this one, which follows it in
        // the
        // output: it may be this very string.
        start[next] = previousStart;
        length[next] = previousLength + 1;
        next++;
        if (next + early >= 1 << width && width < MAX_WIDTH) {
          width++;
        }
      }
      previousStart = written;
      previousLength = write(code, out, written, limit);
      written = Math.min(limit, written + previousLength);
    }
    return written;
  }

  /** Writes the string of a code at {@code to} and returns its length, beyond the limit as well. */
  private int write(int code, byte[] out, int to, int limit) {
    if (code < CLEAR) {
      out[to] = (byte) code;
      return 1;
    }
    int n = length[code];
    int end = Math.min(limit, to + n);
    // Byte by byte, because source and target overlap if the string is the newest one.
    for (int i = to, j = start[code]; i < end; i++, j++) {
      out[i] = out[j];
    }
    return n;
  }
}
