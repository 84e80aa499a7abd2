package io.terralapse.access;

/**
 * A part of a file.
 *
 * @param position first byte, from 0
 * @param length bytes, at least 1
 */
public record ByteRange(long position, long length) {
  /** The byte after the last. */
  public long end() {
    return position + length;
  }
}
