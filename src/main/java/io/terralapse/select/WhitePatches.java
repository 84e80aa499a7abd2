package io.terralapse.select;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.IntMath;

/**
 * Where one date is bright and white over whole patches: what a thick cloud looks like in visible
 * light, and also snow, salt and a large white roof. {@link CloudEstimate} tells them apart by the
 * other dates. Small: a bit and a count for each patch of {@value #SIDE} x {@value #SIDE} pixels of
 * the preview.
 *
 * <p>A pixel is white if
 *
 * <ul>
 *   <li>red, green and blue are all at least {@value #LEAST_REFLECTANCE}: dry sand is as bright in
 *       red, and 0.15 to 0.25 in blue;
 *   <li>their whiteness, the sum of the bands' distances from their mean over that mean, is below
 *       {@value #MOST_WHITENESS}. The measure is that of Gómez-Chova and others (2007), as Zhu and
 *       Woodcock (2012, Fmask, eq. 2) use it; they let 0.7 pass as a possible cloud, and this wants
 *       to be sure;
 *   <li>blue - red / 2 is at least {@value #LEAST_HAZE}, the haze-optimised transform of the same
 *       paper (eq. 3, Zhang and others 2002).
 * </ul>
 *
 * <p>A patch is white if at least {@value #LEAST_SHARE} of its valid pixels are, so that roofs,
 * roads and surf make none.
 */
public final class WhitePatches {
  private static final int SIDE = 8;
  private static final float LEAST_REFLECTANCE = 0.32f;
  private static final float MOST_WHITENESS = 0.25f;
  private static final float LEAST_HAZE = 0.08f;
  private static final double LEAST_SHARE = 0.9;

  private final byte[] valid;
  private final boolean[] white;

  private WhitePatches(byte[] valid, boolean[] white) {
    this.valid = valid;
    this.white = white;
  }

  /**
   * Looks at one date.
   *
   * @param preview reflectance; all dates' previews on one grid
   * @param area pixels of the preview that lie in the area
   * @param red index of the red band in the preview; so {@code green} and {@code blue}
   */
  public static WhitePatches of(Frame preview, boolean[] area, int red, int green, int blue) {
    int across = IntMath.ceilDiv(preview.width(), SIDE);
    int down = IntMath.ceilDiv(preview.height(), SIDE);
    byte[] valid = new byte[across * down];
    byte[] whitePixels = new byte[across * down];
    float[] r = preview.band(red);
    float[] g = preview.band(green);
    float[] b = preview.band(blue);
    byte[] flags = preview.flags();
    for (int row = 0; row < preview.height(); row++) {
      for (int column = 0; column < preview.width(); column++) {
        int i = row * preview.width() + column;
        if (area[i] && Flags.isValid(flags[i])) {
          int patch = row / SIDE * across + column / SIDE;
          valid[patch]++;
          whitePixels[patch] += (byte) (isWhite(r[i], g[i], b[i]) ? 1 : 0);
        }
      }
    }
    boolean[] white = new boolean[valid.length];
    for (int i = 0; i < white.length; i++) {
      white[i] = valid[i] > 0 && whitePixels[i] >= LEAST_SHARE * valid[i];
    }
    return new WhitePatches(valid, white);
  }

  private static boolean isWhite(float red, float green, float blue) {
    float mean = (red + green + blue) / 3;
    float apart = Math.abs(red - mean) + Math.abs(green - mean) + Math.abs(blue - mean);
    return Math.min(red, Math.min(green, blue)) >= LEAST_REFLECTANCE
        && apart < MOST_WHITENESS * mean
        && blue - red / 2 >= LEAST_HAZE;
  }

  int count() {
    return valid.length;
  }

  /** Pixels of a patch that lie in the area and have data. */
  int validPixels(int patch) {
    return valid[patch];
  }

  boolean isWhite(int patch) {
    return white[patch];
  }
}
