package io.terralapse.encode;

import io.terralapse.model.ByteLimit;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Encodes a whole sequence of finished pictures as one file: a video of another codec than the
 * job's own, or an animated picture. Every encoder starts from the same lossless pictures, never
 * from the file of another one.
 *
 * <p>Implementations are immutable, and deterministic unless {@link #isRepeatable} says otherwise:
 * the same pictures, timing and tags give the same bytes, whatever the number of threads. They read
 * pictures one by one and keep at most a few, so that memory does not grow with the length of the
 * sequence.
 */
public interface SequenceEncoder {
  /**
   * Everything that decides the bytes besides pictures, timing and tags: format, settings, version
   * of the encoder's code and libraries. It is part of the key by which an unchanged file is found
   * again.
   */
  String signature();

  /**
   * The same with a limit of bytes: the best file that fits. An encoder whose files cannot be made
   * smaller is returned as it is.
   *
   * @param limit has no effect if the encoder's own is lower
   */
  default SequenceEncoder within(ByteLimit limit) {
    return this;
  }

  /**
   * Refuses, before anything is read, what would only fail at the end of a run.
   *
   * @throws io.terralapse.model.UserError (environment) if this machine lacks the encoder
   */
  default void requireAvailable() {}

  /**
   * Whether the same pictures, timing and tags always give the same bytes: false for encoders of
   * the machine's hardware, of which only its driver knows.
   */
  default boolean isRepeatable() {
    return true;
  }

  /**
   * Bytes that encoding takes on one thread, native memory included, beyond the pictures of the
   * sequence itself.
   *
   * @param width pixels
   * @param height pixels
   */
  long bytesPerThread(int width, int height);

  /**
   * Writes the file, replacing an existing one, opens it again and compares number of frames, size
   * and duration with what was to be written.
   *
   * @param staged a temporary name, which is not interpreted; the caller renames
   * @throws IOException naming the file if it cannot be written, or a picture that cannot be read
   * @throws io.terralapse.model.UserError (usage) if a limit of bytes cannot be reached, and
   *     (environment) if this machine lacks the encoder
   * @throws IllegalStateException if the file does not read back as it was written
   */
  SequenceFile write(Path staged, SequenceJob job) throws Exception;
}
