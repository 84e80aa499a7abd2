package io.terralapse.access;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of one file, read by position. Thread-safe; {@link #close} must come last.
 *
 * <p>Every {@link IOException} says in its message, ready for the user, which file it is about.
 */
public interface ByteSource extends Closeable {
  /** The file's name, for messages. */
  String name();

  /** Length in bytes. */
  long size();

  /**
   * Reads exactly {@code length} bytes.
   *
   * @param position first byte, from 0
   * @throws java.io.EOFException if the file ends earlier
   */
  void read(long position, byte[] into, int at, int length) throws IOException;

  /**
   * Announces which parts will be read next, so that a remote source can fetch them together. A
   * hint: reading without it gives the same bytes.
   *
   * @param ranges in any order; they may touch or overlap
   */
  default void expect(List<ByteRange> ranges) throws IOException {}

  /**
   * A text that changes whenever the content does (a strong entity tag), if the source has one.
   * Without it the content's own hash has to tell.
   */
  default Optional<String> version() {
    return Optional.empty();
  }
}
