package io.terralapse.encode;

/**
 * Reads bits, most significant first. Reading past the end throws IndexOutOfBoundsException. Not
 * thread-safe.
 */
public final class BitReader {
  private final byte[] bytes;
  private int position;

  /** Reads from the first bit. */
  public BitReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The next {@code count} bits, at most 31. */
  public int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | (bytes[position >> 3] >> (7 - (position & 7)) & 1);
      position++;
    }
    return value;
  }

  /** An unsigned Exp-Golomb number (H.264 section 9.1). */
  public int ue() {
    int zeros = 0;
    while (bits(1) == 0) {
      zeros++;
    }
    if (zeros > 30) {
      throw new IndexOutOfBoundsException("Exp-Golomb number too long");
    }
    return (1 << zeros) - 1 + bits(zeros);
  }

  /** A signed Exp-Golomb number (H.264 section 9.1.1). */
  public int se() {
    int code = ue();
    return (code & 1) == 1 ? (code + 1) / 2 : -(code / 2);
  }

  /** Advances to the next byte boundary. */
  public void align() {
    position = (position + 7) & ~7;
  }

  /** Index of the next bit. */
  public int position() {
    return position;
  }

  /** Index of the last bit that is 1, which is the stop bit of a payload; -1 if there is none. */
  public int lastSetBit() {
    for (int i = bytes.length - 1; i >= 0; i--) {
      if (bytes[i] != 0) {
        return i * 8 + 7 - Integer.numberOfTrailingZeros(bytes[i] & 0xFF);
      }
    }
    return -1;
  }
}
