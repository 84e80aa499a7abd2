package io.terralapse.raster.jp2;

import io.terralapse.model.PixelRect;
import java.io.IOException;

/** Decodes rectangles of a codestream. Implementations are thread-safe. */
interface WindowDecoder {
  /** Name and version of the decoder, for the user. */
  String name();

  /** True if decoding a part of a tile takes less time and memory than all of it. */
  boolean decodesPartsOfTiles();

  /**
   * Checks that the decoder supports a codestream.
   *
   * @throws io.terralapse.model.DataException with a remedy, if it does not
   */
  default void check(Codestream stream) throws IOException {}

  /**
   * Decodes a rectangle.
   *
   * @param level resolution level, an index into {@link Codestream#levels}
   * @param rect inside the level, in its pixels
   * @param bands indices of the components to decode
   * @param into receives the samples; of subsampled components {@link Codestream#sizeOf}
   * @throws io.terralapse.model.DataException if the data are damaged
   */
  void decode(Codestream stream, int level, PixelRect rect, int[] bands, RowSink into)
      throws IOException;

  /** Receives decoded samples row by row. */
  @FunctionalInterface
  interface RowSink {
    /**
     * One row of one band.
     *
     * @param band index into the requested bands
     * @param row from 0, in the rectangle
     * @param samples the row's samples from index 0; the low bits hold the stored value
     */
    void row(int band, int row, int[] samples);
  }
}
