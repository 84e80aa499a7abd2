package io.terralapse.encode.budget;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Codes the pictures of one {@link ReducedSequence}. Thread-safe. */
public interface Coder {
  /**
   * Codes all pictures.
   *
   * @param coarseness from 0, the best that the format can do, to 1, the least that is acceptable
   * @param limit bytes, above which the file is not needed, only how large it would be
   */
  Attempt code(double coarseness, long limit) throws IOException;

  /** Whether coarseness has an effect; otherwise it is always 0. */
  default boolean isGraded() {
    return true;
  }

  /**
   * A coded file.
   *
   * @param bytes its size, estimated if it is above the limit
   * @param file the whole file; null if it is above the limit
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Attempt(long bytes, byte @Nullable [] file) {}

  /** Makes a coder. */
  interface Factory {
    /** A coder for these pictures. */
    Coder of(ReducedSequence pictures) throws IOException;
  }
}
