package io.terralapse.warp;

import io.terralapse.model.Flags;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.SourceWindow;
import java.util.Random;

/** A source window in memory. */
final class ArrayWindow implements SourceWindow {
  private final String crs;
  private final GeoTransform transform;
  private final int width;
  private final int height;
  private final float[][] bands;
  private final byte[] flags;

  ArrayWindow(
      String crs, GeoTransform transform, int width, int height, float[][] bands, byte[] flags) {
    this.crs = crs;
    this.transform = transform;
    this.width = width;
    this.height = height;
    this.bands = bands;
    this.flags = flags;
  }

  /** One band, all valid, with values from a function of column and row. */
  static ArrayWindow of(String crs, GeoTransform transform, int width, int height, Pixel pixel) {
    float[] band = new float[width * height];
    for (int r = 0; r < height; r++) {
      for (int c = 0; c < width; c++) {
        band[r * width + c] = (float) pixel.at(c, r);
      }
    }
    return new ArrayWindow(
        crs, transform, width, height, new float[][] {band}, new byte[width * height]);
  }

  /** Random values, and the given share of random no-data and cloud pixels. */
  static ArrayWindow random(
      String crs, GeoTransform transform, int width, int height, double holes, long seed) {
    Random random = new Random(seed);
    ArrayWindow window = of(crs, transform, width, height, (c, r) -> random.nextInt(1000));
    for (int i = 0; i < window.flags.length; i++) {
      if (random.nextDouble() < holes) {
        window.flags[i] = Flags.NODATA;
        window.bands[0][i] = 1e9f;
      } else if (random.nextDouble() < 0.1) {
        window.flags[i] = Flags.CLOUD;
      }
    }
    return window;
  }

  /** A pixel's value. */
  @FunctionalInterface
  interface Pixel {
    double at(int column, int row);
  }

  /** The live values. */
  float[][] bands() {
    return bands;
  }

  /** The live flags. */
  byte[] flags() {
    return flags;
  }

  @Override
  public String crs() {
    return crs;
  }

  @Override
  public GeoTransform transform() {
    return transform;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public String sceneId() {
    return "memory";
  }

  @Override
  public int bandCount() {
    return bands.length;
  }

  @Override
  public void readRows(int band, int row, int rows, float[] out) {
    System.arraycopy(bands[band], row * width, out, 0, rows * width);
  }

  @Override
  public void readFlags(int row, int rows, byte[] out) {
    System.arraycopy(flags, row * width, out, 0, rows * width);
  }
}
