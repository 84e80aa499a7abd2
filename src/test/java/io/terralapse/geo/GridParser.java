package io.terralapse.geo;

import io.terralapse.model.DataException;

/** The reader of NTv2 grids, for tests of other packages. */
public final class GridParser {
  private GridParser() {}

  /**
   * Reads a grid.
   *
   * @throws DataException if it is none; the reader's own exception is one of wrong arguments
   */
  public static void ntv2(byte[] bytes) throws DataException {
    try {
      NtvGrid.read(bytes);
    } catch (IllegalArgumentException refused) {
      throw new DataException(String.valueOf(refused.getMessage()));
    }
  }
}
