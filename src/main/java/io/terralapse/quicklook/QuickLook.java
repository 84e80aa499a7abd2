package io.terralapse.quicklook;

import io.terralapse.model.Grid;

/** A small picture of a candidate. The bytes are not copied. */
public final class QuickLook {
  private final Grid grid;
  private final byte[] jpeg;

  /**
   * A picture.
   *
   * @param grid where it is, and its size
   * @param jpeg the file
   */
  public QuickLook(Grid grid, byte[] jpeg) {
    this.grid = grid;
    this.jpeg = jpeg;
  }

  /** Where it is, and its size. */
  public Grid grid() {
    return grid;
  }

  /** The file, not to be changed. */
  public byte[] jpeg() {
    return jpeg;
  }
}
