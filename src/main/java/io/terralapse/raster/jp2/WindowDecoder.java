package io.terralapse.raster.jp2;

import io.terralapse.model.PixelRect;
import java.io.IOException;

/** Decodes rectangles of a codestream. Thread-safe. */
interface WindowDecoder {
  /** The decoder's name and version, for people. */
  String name();

  /** Whether a part of a tile costs less than the whole of it. */
  boolean decodesPartsOfTiles();

  /**
   * Decodes a rectangle.
   *
   * @param level how often the picture is halved; one of {@link Codestream#levels}
   * @param rect inside the level, in its pixels
   * @param bands components wanted
   * @param into receives the samples
   * @throws IOException if the data are damaged
   */
  void decode(Codestream stream, int level, PixelRect rect, int[] bands, RowSink into)
      throws IOException;

  /** Takes decoded samples row by row. */
  @FunctionalInterface
  interface RowSink {
    /**
     * One row of one band.
     *
     * @param band position in the list of wanted bands
     * @param row from 0, in the rectangle
     * @param samples the row's samples from index 0; the low bits hold the stored value
     */
    void row(int band, int row, int[] samples);
  }
}
