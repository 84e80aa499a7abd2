package io.terralapse.select;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.IntMath;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Patches of one date that are bright and white: thick cloud, and also snow, salt and large white
 * roofs, from which {@link CloudEstimate} distinguishes cloud by the other dates. Needs two bytes
 * for each patch of {@value #SIDE} x {@value #SIDE} pixels of the preview. Immutable.
 *
 * <p>A pixel is white if
 *
 * <ul>
 *   <li>red, green and blue are all at least {@value #MIN_REFLECTANCE}: dry sand is as bright in
 *       red, and 0.15 to 0.25 in blue;
 *   <li>their whiteness, the sum of the bands' distances from their mean over that mean, is below
 *       {@value #MAX_WHITENESS}. The measure is that of Gómez-Chova and others (2007), as Zhu and
 *       Woodcock (2012, Fmask, eq. 2) use it; they accept 0.7 as a possible cloud, this estimate
 *       only near-certain cloud;
 *   <li>blue - red / 2 is at least {@value #MIN_HAZE}, the haze-optimised transform of the same
 *       paper (eq. 3, Zhang and others 2002).
 * </ul>
 *
 * <p>A patch is white if at least {@value #MIN_WHITE_FRACTION} of its valid pixels are, which
 * excludes roofs, roads and surf.
 */
public final class WhitePatches {
  private static final int SIDE = 8;
  private static final float MIN_REFLECTANCE = 0.32f;
  private static final float MAX_WHITENESS = 0.25f;
  private static final float MIN_HAZE = 0.08f;
  private static final double MIN_WHITE_FRACTION = 0.9;

  /** More than a preview has. */
  private static final int MOST_PATCHES = 1 << 16;

  private final byte[] valid;
  private final boolean[] white;

  private WhitePatches(byte[] valid, boolean[] white) {
    this.valid = valid;
    this.white = white;
  }

  /**
   * Finds the white patches of one date.
   *
   * @param preview reflectance; previews of all dates have one grid
   * @param area true for the pixels of the preview that are in the area
   * @param red index of the red band in the preview
   * @param green index of the green band
   * @param blue index of the blue band
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
      white[i] = valid[i] > 0 && whitePixels[i] >= MIN_WHITE_FRACTION * valid[i];
    }
    return new WhitePatches(valid, white);
  }

  /** Writes the patches; {@link #readFrom} reads them. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeInt(valid.length);
    out.write(valid);
    for (boolean one : white) {
      out.writeBoolean(one);
    }
  }

  /**
   * Reads patches.
   *
   * @throws IOException if they are truncated or none
   */
  public static WhitePatches readFrom(DataInput in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST_PATCHES) {
      throw new IOException(count + " patches");
    }
    byte[] valid = new byte[count];
    in.readFully(valid);
    byte[] bytes = new byte[count];
    in.readFully(bytes);
    boolean[] white = new boolean[count];
    for (int i = 0; i < count; i++) {
      white[i] = bytes[i] != 0;
    }
    return new WhitePatches(valid, white);
  }

  private static boolean isWhite(float red, float green, float blue) {
    float mean = (red + green + blue) / 3;
    float deviation = Math.abs(red - mean) + Math.abs(green - mean) + Math.abs(blue - mean);
    return Math.min(red, Math.min(green, blue)) >= MIN_REFLECTANCE
        && deviation < MAX_WHITENESS * mean
        && blue - red / 2 >= MIN_HAZE;
  }

  int count() {
    return valid.length;
  }

  /** Pixels of a patch that are in the area and have data. */
  int validPixels(int patch) {
    return valid[patch];
  }

  boolean isWhite(int patch) {
    return white[patch];
  }
}
