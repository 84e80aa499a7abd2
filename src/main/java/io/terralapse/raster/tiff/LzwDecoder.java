package io.terralapse.raster.tiff;

import java.io.IOException;

/**
 * Decodes TIFF's LZW: codes of 9 to 12 bits, most significant bit first, growing one code early
 * (TIFF 6.0, section 13). Holds its table between blocks; not thread-safe.
 */
final class LzwDecoder {
  private static final int CLEAR = 256;
  private static final int END = 257;
  private static final int TABLE = 4096;

  /** A string is its prefix's place in the output: where it was last written and how long it is. */
  private final int[] start = new int[TABLE];

  private final int[] length = new int[TABLE];

  /**
   * Fills {@code out[0..wanted)}; stops early at the end code.
   *
   * @return bytes written
   */
  int decode(byte[] in, int inLength, byte[] out, int wanted) throws IOException {
    if (inLength >= 2 && in[0] == 0 && (in[1] & 1) == 1) {
      throw new IOException("it uses the LZW of TIFF 5, with its bits the other way round");
    }
    int written = 0;
    int next = END + 1;
    int width = 9;
    long bits = 0;
    int available = 0;
    int at = 0;
    int previousStart = -1;
    int previousLength = 0;
    while (written < wanted) {
      while (available < width) {
        if (at == inLength) {
          return written;
        }
        bits = (bits << 8) | (in[at++] & 0xff);
        available += 8;
      }
      int code = (int) (bits >>> (available - width)) & ((1 << width) - 1);
      available -= width;
      if (code == END) {
        return written;
      }
      if (code == CLEAR) {
        next = END + 1;
        width = 9;
        previousStart = -1;
        continue;
      }
      int stringStart = written;
      int stringLength;
      if (code < CLEAR) {
        out[written] = (byte) code;
        stringLength = 1;
      } else if (code < next) {
        stringLength = length[code];
        copy(out, start[code], written, stringLength, wanted);
      } else if (code == next && previousStart >= 0) {
        stringLength = previousLength + 1;
        copy(out, previousStart, written, stringLength, wanted);
      } else {
        throw new IOException("its LZW data holds code " + code + " too early");
      }
      written = Math.min(wanted, written + stringLength);
      if (previousStart >= 0 && next < TABLE) {
        // The new string is the one before plus our first byte: it lies in the output already.
        start[next] = previousStart;
        length[next] = previousLength + 1;
        next++;
        if (next + 1 >= 1 << width && width < 12) {
          width++;
        }
      }
      previousStart = stringStart;
      previousLength = stringLength;
    }
    return written;
  }

  /** Byte by byte, because source and target may overlap by design. */
  private static void copy(byte[] out, int from, int to, int n, int wanted) {
    int end = Math.min(wanted, to + n);
    for (int i = to, j = from; i < end; i++, j++) {
      out[i] = out[j];
    }
  }
}
