package io.terralapse.warp;

import io.terralapse.model.Flags;
import java.util.Arrays;

/**
 * Resamples one output row when the map is a scale and a shift per axis: first down the source
 * columns, then along the row, in plain loops that the JIT vectorises. A shift by whole pixels
 * without scaling is a copy. Gives the same results as {@link GeneralResampler}. Not thread-safe.
 */
final class SeparableResampler {
  private final Kernel kernel;
  private final SourceRows source;
  private final PixelMap.ScaleShift map;
  private final double rowScale;
  private final int columnTaps;
  private final int rowTaps;
  private final MaskedSampler sampler;

  /** First output column with a source pixel, and one past the last. */
  private final int begin;

  private final int end;
  private final double[] u;
  private final int[] firstTap;
  private final float[] wx;

  /** True if all columns share one set of weights. */
  private final boolean unitStep;

  private final float[] wy;
  private final float[] column;

  SeparableResampler(
      Kernel kernel,
      SourceRows source,
      PixelMap.ScaleShift map,
      int width,
      double columnScale,
      double rowScale) {
    this.kernel = kernel;
    this.source = source;
    this.map = map;
    this.rowScale = rowScale;
    this.columnTaps = kernel.taps(columnScale);
    this.rowTaps = kernel.taps(rowScale);
    this.sampler = new MaskedSampler(source, columnScale, rowScale);
    this.unitStep = map.b() == 1 && columnScale == 1;
    this.u = new double[width];
    this.firstTap = new int[width];
    this.wx = new float[width * columnTaps];
    this.wy = new float[rowTaps];
    this.column = new float[source.width];
    int from = width;
    int to = 0;
    for (int c = 0; c < width; c++) {
      u[c] = map.a() + map.b() * (c + 0.5);
      firstTap[c] = kernel.firstTap(u[c], columnTaps);
      kernel.weights(u[c], firstTap[c], columnTaps, columnScale, wx, c * columnTaps);
      if (source.isIn(u[c], source.width)) {
        from = Math.min(from, c);
        to = c + 1;
      }
    }
    this.begin = from;
    this.end = to;
  }

  /** Continuous source row of an output row's centre. */
  double sourceRow(int row) {
    return map.c() + map.d() * (row + 0.5);
  }

  /** Fills the row. */
  void row(int row, OutputRow out) {
    Arrays.fill(out.flags, Flags.NODATA);
    double v = sourceRow(row);
    if (!source.isIn(v, source.height) || begin >= end) {
      return;
    }
    int at = source.index(0, (int) v);
    byte[] flags = source.flags();
    for (int c = begin; c < end; c++) {
      byte flag = flags[at + (int) u[c]];
      out.flags[c] = Flags.isValid(flag) ? flag : Flags.NODATA;
    }
    int y0 = kernel.firstTap(v, rowTaps);
    boolean kernelInside = y0 >= 0 && y0 + rowTaps <= source.height;
    if (kernelInside) {
      fast(v, y0, out);
    }
    if (kernel == Kernel.NEAR || (kernelInside && source.allValid() && columnsInside())) {
      return;
    }
    for (int c = begin; c < end; c++) {
      boolean masked =
          !kernelInside || !isInside(firstTap[c]) || source.touchesInvalid(firstTap[c], y0);
      if (masked && Flags.isValid(out.flags[c])) {
        sampler.sample(u[c], v, out.values, c);
      }
    }
  }

  private boolean isInside(int tap) {
    return tap >= 0 && tap + columnTaps <= source.width;
  }

  private boolean columnsInside() {
    return isInside(firstTap[begin]) && isInside(firstTap[end - 1]);
  }

  private void fast(double v, int y0, OutputRow out) {
    kernel.weights(v, y0, rowTaps, rowScale, wy, 0);
    // Columns whose kernel crosses the edge of the window are resampled by MaskedSampler.
    int from = begin;
    int to = end;
    while (from < to && !isInside(firstTap[from])) {
      from++;
    }
    while (to > from && !isInside(firstTap[to - 1])) {
      to--;
    }
    if (from >= to) {
      return;
    }
    int lowTap = Math.min(firstTap[from], firstTap[to - 1]);
    int highTap = Math.max(firstTap[from], firstTap[to - 1]) + columnTaps;
    for (int b = 0; b < out.values.length; b++) {
      down(source.band(b), source.index(0, y0), lowTap, highTap);
      along(out.values[b], from, to);
    }
  }

  /** {@code column[x]} = the kernel's sum down source column x. */
  private void down(float[] p, int at, int from, int to) {
    int w = source.width;
    if (rowTaps == 1 || isUnit(wy, 0, rowTaps)) {
      System.arraycopy(p, at + (rowTaps - 1) / 2 * w + from, column, from, to - from);
    } else if (rowTaps == 4) {
      four(p, at, w, from, to);
    } else {
      Arrays.fill(column, from, to, 0);
      for (int k = 0; k < rowTaps; k++) {
        add(p, at + k * w, wy[k], from, to);
      }
    }
  }

  private void four(float[] p, int at, int w, int from, int to) {
    float a = wy[0];
    float b = wy[1];
    float c = wy[2];
    float d = wy[3];
    for (int x = from; x < to; x++) {
      int i = at + x;
      column[x] = p[i] * a + p[i + w] * b + p[i + 2 * w] * c + p[i + 3 * w] * d;
    }
  }

  private void add(float[] p, int at, float weight, int from, int to) {
    for (int x = from; x < to; x++) {
      column[x] += p[at + x] * weight;
    }
  }

  private void along(float[] out, int from, int to) {
    int shift = firstTap[from] - from;
    if (unitStep && (columnTaps == 1 || isUnit(wx, from * columnTaps, columnTaps))) {
      System.arraycopy(column, from + shift + (columnTaps - 1) / 2, out, from, to - from);
    } else if (unitStep && columnTaps == 4) {
      float a = wx[from * 4];
      float b = wx[from * 4 + 1];
      float c = wx[from * 4 + 2];
      float d = wx[from * 4 + 3];
      for (int x = from; x < to; x++) {
        int i = x + shift;
        out[x] = column[i] * a + column[i + 1] * b + column[i + 2] * c + column[i + 3] * d;
      }
    } else {
      gather(out, from, to);
    }
  }

  private void gather(float[] out, int from, int to) {
    int taps = columnTaps;
    for (int x = from; x < to; x++) {
      int i = firstTap[x];
      int w = x * taps;
      float sum = 0;
      for (int k = 0; k < taps; k++) {
        sum += column[i + k] * wx[w + k];
      }
      out[x] = sum;
    }
  }

  /** True if only the centre tap has weight: the position is a pixel's centre. */
  private static boolean isUnit(float[] weights, int at, int taps) {
    for (int k = 0; k < taps; k++) {
      if (weights[at + k] != (k == (taps - 1) / 2 ? 1 : 0)) {
        return false;
      }
    }
    return true;
  }
}
