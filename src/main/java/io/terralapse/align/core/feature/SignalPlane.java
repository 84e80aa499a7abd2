package io.terralapse.align.core.feature;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.Arrays;

/**
 * Brightness and mask per pixel, the input of the gradient features. Immutable once built, except
 * that {@link MaskBorder} fills masked values.
 *
 * <p>The brightness is the mean of the bands, which is less noisy than any one of them. Values that
 * are not finite are masked.
 */
public final class SignalPlane {
  public final int width;
  public final int height;

  /** {@code [row * width + column]}; any finite number where masked. */
  final float[] value;

  /** 1 where the ground is visible, 0 where masked; {@code [row * width + column]}. */
  final byte[] clear;

  /** True if nothing is masked. */
  final boolean allClear;

  SignalPlane(int width, int height, float[] value, byte[] clear) {
    this(width, height, value, clear, areOnes(clear));
  }

  private SignalPlane(int width, int height, float[] value, byte[] clear, boolean allClear) {
    this.width = width;
    this.height = height;
    this.value = value;
    this.clear = clear;
    this.allClear = allClear;
  }

  private static boolean areOnes(byte[] clear) {
    int and = 1;
    for (byte one : clear) {
      and &= one;
    }
    return and != 0;
  }

  /** Other values with the same mask. */
  SignalPlane with(float[] other) {
    return new SignalPlane(width, height, other, clear, allClear);
  }

  /** The mean of a frame's bands, with the mask given by {@link Flags#isClear}. */
  public static SignalPlane of(Frame frame) {
    int n = frame.width() * frame.height();
    float[] value = new float[n];
    byte[] clear = new byte[n];
    for (int band = 0; band < frame.bandCount(); band++) {
      float[] from = frame.band(band);
      for (int i = 0; i < n; i++) {
        value[i] += from[i];
      }
    }
    float scale = 1f / Math.max(1, frame.bandCount());
    byte[] flags = frame.flags();
    for (int i = 0; i < n; i++) {
      float mean = value[i] * scale;
      boolean good = Flags.isClear(flags[i]) && Math.abs(mean) < Float.MAX_VALUE;
      clear[i] = (byte) (good ? 1 : 0);
      value[i] = good ? mean : 0;
    }
    return new SignalPlane(frame.width(), frame.height(), value, clear);
  }

  /**
   * The plane at half resolution: means of the clear pixels of 2 × 2, clear where at least two of
   * them are. If all four had to be clear, a fragmented mask would cover the frame after a few
   * levels. An odd last row or column is dropped, so pixel {@code c} of the result covers {@code
   * 2c} and {@code 2c + 1}.
   */
  public SignalPlane halved() {
    int w = width / 2;
    int h = height / 2;
    float[] half = new float[w * h];
    byte[] good = new byte[w * h];
    for (int y = 0; y < h; y++) {
      if (allClear) {
        halve(2 * y * width, half, y * w, w);
      } else {
        halveClear(2 * y * width, half, good, y * w, w);
      }
    }
    if (allClear) {
      Arrays.fill(good, (byte) 1);
    }
    return new SignalPlane(w, h, half, good, allClear);
  }

  private void halve(int up, float[] half, int at, int n) {
    int down = up + width;
    for (int x = 0; x < n; x++) {
      int c = 2 * x;
      half[at + x] =
          0.25f * (value[up + c] + value[up + c + 1] + value[down + c] + value[down + c + 1]);
    }
  }

  private void halveClear(int up, float[] half, byte[] good, int at, int n) {
    int down = up + width;
    for (int x = 0; x < n; x++) {
      int c = 2 * x;
      int count = clear[up + c] + clear[up + c + 1] + clear[down + c] + clear[down + c + 1];
      good[at + x] = (byte) (count >>> 1 == 0 ? 0 : 1);
      half[at + x] = (clearValue(up + c) + clearValue(down + c)) / Math.max(1, count);
    }
  }

  /** The sum of the clear ones of two neighbours in a row. */
  private float clearValue(int i) {
    return clear[i] * value[i] + clear[i + 1] * value[i + 1];
  }
}
