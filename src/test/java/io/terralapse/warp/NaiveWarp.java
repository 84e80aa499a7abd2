package io.terralapse.warp;

import io.terralapse.model.Displacement;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;

/** A plain reference implementation of the warp: pixel by pixel, in doubles, with the exact map. */
final class NaiveWarp {
  private NaiveWarp() {}

  static Frame warp(Grid grid, Kernel kernel, ArrayWindow source, Displacement displacement) {
    PixelMap map = new PixelMap(grid, source, displacement);
    double[] scale = map.scale();
    double sx = scale[0] < 1.05 ? 1 : scale[0];
    double sy = scale[1] < 1.05 ? 1 : scale[1];
    Frame frame = new Frame(grid.width(), grid.height(), 1);
    for (int r = 0; r < grid.height(); r++) {
      for (int c = 0; c < grid.width(); c++) {
        double[] p = {c + 0.5, r + 0.5};
        map.apply(p, 1);
        int x = (int) Math.floor(p[0]);
        int y = (int) Math.floor(p[1]);
        if (isValid(source, x, y)) {
          int i = r * grid.width() + c;
          frame.flags()[i] = source.flags()[y * source.width() + x];
          frame.band(0)[i] = (float) value(kernel, source, p[0], p[1], sx, sy);
        }
      }
    }
    return frame;
  }

  static int validPixels(Frame frame) {
    int n = 0;
    for (byte flag : frame.flags()) {
      n += Flags.isValid(flag) ? 1 : 0;
    }
    return n;
  }

  private static boolean isValid(ArrayWindow s, int x, int y) {
    return x >= 0
        && y >= 0
        && x < s.width()
        && y < s.height()
        && Flags.isValid(s.flags()[y * s.width() + x]);
  }

  private static double value(
      Kernel kernel, ArrayWindow s, double u, double v, double sx, double sy) {
    if (kernel == Kernel.NEAR) {
      return s.bands()[0][((int) v) * s.width() + ((int) u)];
    }
    double whole = sum(kernel, s, u, v, sx, sy, true);
    return Double.isNaN(whole) ? sum(Kernel.BILINEAR, s, u, v, sx, sy, false) : whole;
  }

  /** NaN if a tap is missing and all are required. */
  private static double sum(
      Kernel kernel, ArrayWindow s, double u, double v, double sx, double sy, boolean all) {
    int nx = kernel.taps(sx);
    int ny = kernel.taps(sy);
    double sum = 0;
    double weights = 0;
    for (int j = 0; j < ny; j++) {
      for (int i = 0; i < nx; i++) {
        int x = kernel.firstTap(u, nx) + i;
        int y = kernel.firstTap(v, ny) + j;
        if (isValid(s, x, y)) {
          double w = kernel.weight((x + 0.5 - u) / sx) * kernel.weight((y + 0.5 - v) / sy);
          sum += w * s.bands()[0][y * s.width() + x];
          weights += w;
        } else if (all) {
          return Double.NaN;
        }
      }
    }
    return sum / weights;
  }
}
