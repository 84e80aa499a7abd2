package io.terralapse.raster.jp2;

import io.terralapse.model.PixelRect;
import java.io.IOException;
import java.util.stream.IntStream;

/**
 * Reads luma and two colour differences of half the resolution as RGB: the nearest difference and
 * ITU-R BT.601 of full range with the truncation that GDAL has. Stateless.
 */
final class SubsampledColours {
  private static final int CB = 1;
  private static final int CR = 2;

  private SubsampledColours() {}

  /**
   * Decodes a rectangle of the full resolution.
   *
   * @param bands indices of the bands to deliver
   * @param into receives the samples
   */
  static void decode(
      WindowDecoder decoder,
      Codestream stream,
      PixelRect rect,
      int[] bands,
      WindowDecoder.RowSink into)
      throws IOException {
    PixelRect wide = even(stream, rect);
    int[] all = IntStream.range(0, stream.bands()).toArray();
    int[][] planes = new int[all.length][];
    int[][] sizes = new int[all.length][];
    for (int i : all) {
      sizes[i] = stream.sizeOf(stream.components().get(i), wide);
      planes[i] = new int[Math.multiplyExact(sizes[i][0], sizes[i][1])];
    }
    decoder.decode(
        stream,
        0,
        wide,
        all,
        (band, row, samples) ->
            System.arraycopy(samples, 0, planes[band], row * sizes[band][0], sizes[band][0]));
    int[] line = new int[rect.width()];
    for (int i = 0; i < bands.length; i++) {
      for (int row = 0; row < rect.height(); row++) {
        for (int column = 0; column < rect.width(); column++) {
          int x = rect.column() - wide.column() + column;
          int y = rect.row() - wide.row() + row;
          line[column] = value(stream, planes, sizes, bands[i], x, y);
        }
        into.row(i, row, line);
      }
    }
  }

  /** The rectangle, extended to where a sample of the colour differences begins. */
  private static PixelRect even(Codestream stream, PixelRect rect) {
    int left = rect.column() - Math.min(rect.column(), (stream.origin().x() + rect.column()) & 1);
    int top = rect.row() - Math.min(rect.row(), (stream.origin().y() + rect.row()) & 1);
    return new PixelRect(left, top, rect.endColumn() - left, rect.endRow() - top);
  }

  private static int value(
      Codestream stream, int[][] planes, int[][] sizes, int band, int x, int y) {
    double luma = planes[band > CR ? band : 0][y * sizes[0][0] + x];
    if (band > CR) {
      return (int) luma;
    }
    Codestream.Component chroma = stream.components().get(CB);
    int column = Math.min(x / chroma.columnStep(), sizes[CB][0] - 1);
    int row = Math.min(y / chroma.rowStep(), sizes[CB][1] - 1);
    int at = row * sizes[CB][0] + column;
    int cb = planes[CB][at] - 128;
    int cr = planes[CR][at] - 128;
    double value =
        switch (band) {
          case 0 -> luma + 1.402 * cr;
          case CB -> luma - 0.34414 * cb - 0.71414 * cr;
          default -> luma + 1.772 * cb;
        };
    return Math.max(0, Math.min(255, (int) value));
  }
}
