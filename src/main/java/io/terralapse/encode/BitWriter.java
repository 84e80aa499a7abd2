package io.terralapse.encode;

import java.util.Arrays;

/** Writes bits, most significant first, to a growing buffer. Not thread-safe. */
public final class BitWriter {
  private byte[] bytes;
  private int position;

  /** A buffer that grows from some bytes on. */
  public BitWriter(int capacity) {
    bytes = new byte[Math.max(8, capacity)];
  }

  /** Writes the low {@code count} bits of {@code value}, at most 31. */
  public void bits(int value, int count) {
    if ((position + count + 7) / 8 > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2 + 8);
    }
    for (int i = count - 1; i >= 0; i--) {
      if ((value >> i & 1) != 0) {
        bytes[position >> 3] |= (byte) (0x80 >> (position & 7));
      }
      position++;
    }
  }

  /** Writes an unsigned Exp-Golomb number (H.264 section 9.1). */
  public void ue(int value) {
    int length = 32 - Integer.numberOfLeadingZeros(value + 1);
    bits(0, length - 1);
    bits(value + 1, length);
  }

  /** Writes a signed Exp-Golomb number (H.264 section 9.1.1). */
  public void se(int value) {
    ue(value > 0 ? 2 * value - 1 : -2 * value);
  }

  /** Pads to the next byte boundary with the given bit. */
  public void align(int bit) {
    while ((position & 7) != 0) {
      bits(bit, 1);
    }
  }

  /** The buffer itself, of which {@link #byteCount()} bytes are used. */
  public byte[] bytes() {
    return bytes;
  }

  /** Bytes written, including a partial one. */
  public int byteCount() {
    return (position + 7) / 8;
  }
}
