package io.terralapse.warp;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import java.util.List;

/**
 * Puts bands that were resampled from windows of different pixel sizes together. A pixel is valid
 * where every band is, and carries the flags of all. Not thread-safe.
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

  /** Takes over the bands of one part, as the given bands of the whole. */
  void add(Frame part, List<Integer> planes) {
    for (int i = 0; i < planes.size(); i++) {
      bands[planes.get(i)] = part.band(i);
    }
    byte[] more = part.flags();
    for (int i = 0; i < flags.length; i++) {
      flags[i] |= more[i];
    }
  }

  /** The whole, once every band was added. */
  Frame frame() {
    for (int i = 0; i < flags.length; i++) {
      flags[i] = Flags.isValid(flags[i]) ? flags[i] : Flags.NODATA;
    }
    return new Frame(width, height, bands, flags);
  }

  /** Puts the valid pixels of one frame where another has none yet. */
  static void fill(Frame into, Frame from) {
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
