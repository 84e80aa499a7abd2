package io.terralapse.warp;

import io.terralapse.model.Flags;

/**
 * Resamples single pixels whose kernel includes no-data pixels or crosses the window's edge: a
 * triangle filter of the kernel's scale over the valid pixels only, renormalised. Its weights are
 * not negative, so the result is within the range of its inputs and there is no halo; the nearest
 * pixel is valid, so the sum of weights is never 0. Not thread-safe.
 */
final class MaskedSampler {
  private final SourceRows source;
  private final double columnScale;
  private final double rowScale;
  private final int columnTaps;
  private final int rowTaps;

  MaskedSampler(SourceRows source, double columnScale, double rowScale) {
    this.source = source;
    this.columnScale = columnScale;
    this.rowScale = rowScale;
    this.columnTaps = Kernel.BILINEAR.taps(columnScale);
    this.rowTaps = Kernel.BILINEAR.taps(rowScale);
  }

  /**
   * Writes one pixel of every band.
   *
   * @param u continuous source column; the pixel that contains the position is valid and loaded
   * @param v continuous source row
   */
  void sample(double u, double v, float[][] out, int column) {
    int x0 = Kernel.BILINEAR.firstTap(u, columnTaps);
    int y0 = Kernel.BILINEAR.firstTap(v, rowTaps);
    int xEnd = Math.min(source.width, x0 + columnTaps);
    int yEnd = y0 + rowTaps;
    for (int b = 0; b < out.length; b++) {
      float[] band = source.band(b);
      byte[] flags = source.flags();
      double sum = 0;
      double weights = 0;
      for (int y = Math.max(0, y0); y < yEnd; y++) {
        if (!source.has(y)) {
          continue;
        }
        double wy = Kernel.BILINEAR.weight((y + 0.5 - v) / rowScale);
        for (int x = Math.max(0, x0); x < xEnd; x++) {
          int i = source.index(x, y);
          if (Flags.isValid(flags[i])) {
            double w = wy * Kernel.BILINEAR.weight((x + 0.5 - u) / columnScale);
            sum += w * band[i];
            weights += w;
          }
        }
      }
      out[b][column] = (float) (sum / weights);
    }
  }
}
