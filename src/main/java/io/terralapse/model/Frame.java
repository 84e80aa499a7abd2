package io.terralapse.model;

import java.util.Arrays;

/**
 * One time step on a grid: physical values and flags. A plain buffer, not thread-safe; whoever made
 * it may change it until it is handed on.
 */
public final class Frame {
  private final int width;
  private final int height;
  private final float[][] bands;
  private final byte[] flags;

  /** An empty frame: every value 0, every pixel no data. */
  public Frame(int width, int height, int bandCount) {
    this(width, height, new float[bandCount][width * height], allNodata(width * height));
  }

  /**
   * Takes the arrays over without copying: {@code bands[band][row * width + column]}, {@code
   * flags[row * width + column]}.
   */
  public Frame(int width, int height, float[][] bands, byte[] flags) {
    if (flags.length != width * height) {
      throw new IllegalArgumentException(
          "flags: " + flags.length + " for " + width + " x " + height);
    }
    this.width = width;
    this.height = height;
    this.bands = bands;
    this.flags = flags;
  }

  private static byte[] allNodata(int n) {
    byte[] flags = new byte[n];
    Arrays.fill(flags, Flags.NODATA);
    return flags;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public int bandCount() {
    return bands.length;
  }

  /**
   * The live values of one band, {@code [row * width + column]}; no-data pixels hold an arbitrary
   * finite value.
   */
  public float[] band(int band) {
    return bands[band];
  }

  /** The live flag bytes, {@code [row * width + column]}. */
  public byte[] flags() {
    return flags;
  }
}
