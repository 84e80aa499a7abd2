package io.terralapse.warp;

import io.terralapse.model.Flags;
import java.util.Arrays;

/** Resamples one output row at arbitrary source positions, pixel by pixel. Not thread-safe. */
final class GeneralResampler {
  private final Kernel kernel;
  private final SourceRows source;
  private final double columnScale;
  private final double rowScale;
  private final int columnTaps;
  private final int rowTaps;
  private final MaskedSampler sampler;
  private final float[] wx;
  private final float[] wy;

  GeneralResampler(Kernel kernel, SourceRows source, double columnScale, double rowScale) {
    this.kernel = kernel;
    this.source = source;
    this.columnScale = columnScale;
    this.rowScale = rowScale;
    this.columnTaps = kernel.taps(columnScale);
    this.rowTaps = kernel.taps(rowScale);
    this.sampler = new MaskedSampler(source, columnScale, rowScale);
    this.wx = new float[columnTaps];
    this.wy = new float[rowTaps];
  }

  /**
   * Fills the row.
   *
   * @param u source column of each output pixel, NaN where undefined
   * @param v source row of each output pixel
   */
  void row(double[] u, double[] v, OutputRow out) {
    Arrays.fill(out.flags, Flags.NODATA);
    boolean catmullRom =
        kernel == Kernel.CUBIC
            && columnTaps == 4
            && rowTaps == 4
            && columnScale == 1
            && rowScale == 1;
    for (int c = 0; c < u.length; c++) {
      double x = u[c];
      double y = v[c];
      if (!source.isInside(x, y)) {
        continue;
      }
      byte flag = source.flags()[source.index((int) x, (int) y)];
      if (!Flags.isValid(flag)) {
        continue;
      }
      out.flags[c] = flag;
      int x0 = kernel.firstTap(x, columnTaps);
      int y0 = kernel.firstTap(y, rowTaps);
      if (x0 < 0
          || y0 < 0
          || x0 + columnTaps > source.width
          || y0 + rowTaps > source.height
          || source.touchesInvalid(x0, y0)) {
        sampler.sample(x, y, out.values, c);
      } else if (catmullRom) {
        catmullRom(x - 0.5 - (x0 + 1), y - 0.5 - (y0 + 1), source.index(x0, y0), out.values, c);
      } else {
        anyKernel(x, y, x0, y0, out.values, c);
      }
    }
  }

  /** The usual 4 x 4 case, with its weights in closed form. */
  private void catmullRom(double fx, double fy, int at, float[][] out, int column) {
    float tx = (float) fx;
    float ty = (float) fy;
    float x0 = ((-0.5f * tx + 1f) * tx - 0.5f) * tx;
    float x1 = (1.5f * tx - 2.5f) * tx * tx + 1f;
    float x2 = ((-1.5f * tx + 2f) * tx + 0.5f) * tx;
    float x3 = (0.5f * tx - 0.5f) * tx * tx;
    float y0 = ((-0.5f * ty + 1f) * ty - 0.5f) * ty;
    float y1 = (1.5f * ty - 2.5f) * ty * ty + 1f;
    float y2 = ((-1.5f * ty + 2f) * ty + 0.5f) * ty;
    float y3 = (0.5f * ty - 0.5f) * ty * ty;
    int w = source.width;
    int i1 = at + w;
    int i2 = i1 + w;
    int i3 = i2 + w;
    for (int b = 0; b < out.length; b++) {
      float[] p = source.band(b);
      float r0 = p[at] * x0 + p[at + 1] * x1 + p[at + 2] * x2 + p[at + 3] * x3;
      float r1 = p[i1] * x0 + p[i1 + 1] * x1 + p[i1 + 2] * x2 + p[i1 + 3] * x3;
      float r2 = p[i2] * x0 + p[i2 + 1] * x1 + p[i2 + 2] * x2 + p[i2 + 3] * x3;
      float r3 = p[i3] * x0 + p[i3 + 1] * x1 + p[i3 + 2] * x2 + p[i3 + 3] * x3;
      out[b][column] = r0 * y0 + r1 * y1 + r2 * y2 + r3 * y3;
    }
  }

  private void anyKernel(double x, double y, int x0, int y0, float[][] out, int column) {
    kernel.weights(x, x0, columnTaps, columnScale, wx, 0);
    kernel.weights(y, y0, rowTaps, rowScale, wy, 0);
    int at = source.index(x0, y0);
    for (int b = 0; b < out.length; b++) {
      float[] p = source.band(b);
      float sum = 0;
      for (int j = 0; j < rowTaps; j++) {
        int i = at + j * source.width;
        float line = 0;
        for (int k = 0; k < columnTaps; k++) {
          line += p[i + k] * wx[k];
        }
        sum += line * wy[j];
      }
      out[b][column] = sum;
    }
  }
}
