package io.terralapse.warp;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.List;

/**
 * Stacks bands that were resampled from windows of different pixel sizes. A pixel is valid where
 * all bands are, and its flags are the union of theirs. Not thread-safe.
 */
final class BandStacker {
  private final int width;
  private final int height;
  private final float[][] bands;
  private final byte[] flags;

  BandStacker(int width, int height, int bandCount) {
    this.width = width;
    this.height = height;
    this.bands = new float[bandCount][];
    this.flags = new byte[width * height];
  }

  /**
   * Adds the bands of one part; {@code planes} are their indices in the stacked frame. Not copied.
   */
  void add(Frame part, List<Integer> planes) {
    for (int i = 0; i < planes.size(); i++) {
      bands[planes.get(i)] = part.band(i);
    }
    byte[] added = part.flags();
    for (int i = 0; i < flags.length; i++) {
      flags[i] |= added[i];
    }
  }

  /** The stacked frame, once all bands were added. */
  Frame frame() {
    for (int i = 0; i < flags.length; i++) {
      flags[i] = Flags.isValid(flags[i]) ? flags[i] : Flags.NODATA;
    }
    return new Frame(width, height, bands, flags);
  }

  /**
   * Copies the valid pixels of one frame to where another is still no data.
   *
   * @param from changed: multiplied by the gains
   * @param gains by band; empty for none
   */
  static void fill(Frame into, Frame from, List<Double> gains) {
    for (int b = 0; b < gains.size(); b++) {
      OutputRow.scale(from.band(b), 0, from.flags().length, gains.get(b));
    }
    byte[] have = into.flags();
    byte[] offered = from.flags();
    for (int i = 0; i < have.length; i++) {
      if (!Flags.isValid(have[i]) && Flags.isValid(offered[i])) {
        have[i] = offered[i];
        for (int b = 0; b < into.bandCount(); b++) {
          into.band(b)[i] = from.band(b)[i];
        }
      }
    }
  }
}
