package io.terralapse.draw;

import io.terralapse.model.Picture;
import io.terralapse.model.Srgb;

/**
 * Mixes pictures in linear light, as light itself would mix: a dissolve that mixes codes instead
 * would darken where bright and dark meet. Whole numbers only, so that the bytes are the same
 * everywhere. Stateless and thread-safe.
 */
public final class LinearBlend {
  private static final int WHITE = (1 << 16) - 1;
  private static final int[] LINEAR = new int[256];
  private static final byte[] CODES = new byte[WHITE + 1];

  static {
    for (int code = 0; code < LINEAR.length; code++) {
      LINEAR[code] = (int) Math.round(WHITE * Srgb.linear(code));
    }
    for (int level = 0; level <= WHITE; level++) {
      CODES[level] = (byte) Math.round(255 * Srgb.toCode(level / (double) WHITE));
    }
  }

  private LinearBlend() {}

  /**
   * A new picture between two of one size.
   *
   * @param step how far it is from {@code from}, 0 to {@code steps}
   * @param steps from one to the other
   */
  public static Picture of(Picture from, Picture to, int step, int steps) {
    Picture mixed = new Picture(from.width(), from.height());
    int[] a = from.rgb();
    int[] b = to.rgb();
    int[] out = mixed.rgb();
    for (int i = 0; i < out.length; i++) {
      int p = a[i];
      int q = b[i];
      out[i] =
          p == q
              ? p
              : mix(p, q, 16, step, steps) | mix(p, q, 8, step, steps) | mix(p, q, 0, step, steps);
    }
    return mixed;
  }

  private static int mix(int p, int q, int shift, int step, int steps) {
    long sum =
        (long) LINEAR[p >> shift & 0xFF] * (steps - step) + (long) LINEAR[q >> shift & 0xFF] * step;
    return (CODES[(int) ((sum + steps / 2) / steps)] & 0xFF) << shift;
  }
}
