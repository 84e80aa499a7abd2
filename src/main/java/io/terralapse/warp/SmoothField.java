package io.terralapse.warp;

/**
 * Averages of scattered values over cells of a frame, and a smooth surface through them that
 * crosses cells without values: an image pyramid, in which each level fills its gaps from the next
 * coarser one (push-pull, Gortler et al., The Lumigraph, 1996). Not thread-safe.
 */
final class SmoothField {
  private final int frameWidth;
  private final int cell;
  private final int width;
  private final int height;
  private final double[] value;
  private final double[] weight;

  /** An empty field over a frame, with cells of some pixels a side. */
  SmoothField(int frameWidth, int frameHeight, int cell) {
    this(frameWidth, cell, (frameWidth + cell - 1) / cell, (frameHeight + cell - 1) / cell);
  }

  private SmoothField(int frameWidth, int cell, int width, int height) {
    this.frameWidth = frameWidth;
    this.cell = cell;
    this.width = width;
    this.height = height;
    this.value = new double[width * height];
    this.weight = new double[width * height];
  }

  /** Adds the value of a pixel of the frame. */
  void add(int pixel, double of) {
    int at = pixel / frameWidth / cell * width + pixel % frameWidth / cell;
    value[at] += of;
    weight[at]++;
  }

  /**
   * Turns sums into the surface; nothing can be added afterwards.
   *
   * @param fullShare the share of its pixels with values from which on a cell's average counts
   *     fully
   */
  void smooth(double fullShare) {
    double full = Math.max(1, fullShare * cell * cell);
    for (int i = 0; i < value.length; i++) {
      value[i] = weight[i] > 0 ? value[i] / weight[i] : 0;
      weight[i] = Math.min(1, weight[i] / full);
    }
    fillGaps();
  }

  private void fillGaps() {
    if (width == 1 && height == 1) {
      return;
    }
    SmoothField coarse = new SmoothField(frameWidth, cell * 2, (width + 1) / 2, (height + 1) / 2);
    for (int i = 0; i < value.length; i++) {
      int at = i / width / 2 * coarse.width + i % width / 2;
      coarse.value[at] += weight[i] * value[i];
      coarse.weight[at] += weight[i];
    }
    for (int i = 0; i < coarse.value.length; i++) {
      coarse.value[i] = coarse.weight[i] > 0 ? coarse.value[i] / coarse.weight[i] : 0;
      coarse.weight[i] = Math.min(1, coarse.weight[i]);
    }
    coarse.fillGaps();
    for (int i = 0; i < value.length; i++) {
      if (weight[i] < 1) {
        double below =
            coarse.interpolated((i % width - 0.5) / 2, (Math.floorDiv(i, width) - 0.5) / 2);
        value[i] = weight[i] * value[i] + (1 - weight[i]) * below;
      }
    }
  }

  /** The surface at the centre of a pixel of the frame. */
  double at(int pixel) {
    double x = (pixel % frameWidth + 0.5) / cell - 0.5;
    double y = (Math.floorDiv(pixel, frameWidth) + 0.5) / cell - 0.5;
    return interpolated(x, y);
  }

  /** Bilinear between the centres of cells, constant beyond the outermost ones. */
  private double interpolated(double x, double y) {
    double column = Math.max(0, Math.min(width - 1.0, x));
    double row = Math.max(0, Math.min(height - 1.0, y));
    int c = (int) Math.min(width - 2, column);
    int r = (int) Math.min(height - 2, row);
    c = Math.max(0, c);
    r = Math.max(0, r);
    double fx = column - c;
    double fy = row - r;
    int right = Math.min(width - 1, c + 1);
    int down = Math.min(height - 1, r + 1);
    double top = value[r * width + c] * (1 - fx) + value[r * width + right] * fx;
    double bottom = value[down * width + c] * (1 - fx) + value[down * width + right] * fx;
    return top * (1 - fy) + bottom * fy;
  }
}
