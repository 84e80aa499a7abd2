package io.terralapse.model;

import java.io.IOException;

/**
 * The pictures of a time-lapse in order of time, all of one size, which can be read several times.
 */
public interface PictureSequence {
  /** Number of pictures, at least one. */
  int size();

  /** Width of every picture, pixels. */
  int width();

  /** Height of every picture, pixels. */
  int height();

  /**
   * One picture, complete with furniture. Several threads may call this at the same time.
   *
   * @param index from 0
   * @throws IOException if it was stored and cannot be read
   */
  Picture get(int index) throws IOException;
}
