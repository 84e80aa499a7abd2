package io.terralapse.encode;

/** A number of fixed width inside a sequence of bits, most significant first. Stateless. */
public final class BitField {
  private BitField() {}

  /** Overwrites {@code count} bits, at most 32, from bit {@code position} on. */
  public static void set(byte[] bytes, int position, int count, int value) {
    for (int i = 0; i < count; i++) {
      int at = position + i;
      int mask = 0x80 >> (at & 7);
      boolean one = (value >>> (count - 1 - i) & 1) != 0;
      bytes[at >> 3] = (byte) (one ? bytes[at >> 3] | mask : bytes[at >> 3] & ~mask);
    }
  }
}
