package io.terralapse.warp;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;

/**
 * Fills pixels that do not show the ground from another date. Values are copied unchanged; the
 * stretch that all dates share is what keeps their tones comparable.
 */
public final class FrameFill {
  private FrameFill() {}

  /**
   * Counts the pixels of the area that do not show the ground: no data, cloud or cloud shadow.
   *
   * @param area {@code [row * width + column]}, as large as the frame
   */
  public static int missing(Frame frame, boolean[] area) {
    int missing = 0;
    byte[] flags = frame.flags();
    for (int i = 0; i < flags.length; i++) {
      missing += area[i] && !Flags.isClear(flags[i]) ? 1 : 0;
    }
    return missing;
  }

  /**
   * Fills what {@link #missing} counts from a date that is clear there. Filled pixels get the other
   * date's flags and {@link Flags#FILLED}; they are clear, so a further date does not change them.
   *
   * @param frame changed in place
   * @param other another date on the same grid with the same number of bands
   * @return how many pixels were filled
   * @throws IllegalArgumentException if the frames differ in size or bands
   */
  public static int fill(Frame frame, Frame other, boolean[] area) {
    if (frame.width() != other.width()
        || frame.height() != other.height()
        || frame.bandCount() != other.bandCount()) {
      throw new IllegalArgumentException("frames differ in size or bands");
    }
    byte[] flags = frame.flags();
    byte[] from = other.flags();
    int filled = 0;
    for (int i = 0; i < flags.length; i++) {
      if (area[i] && !Flags.isClear(flags[i]) && Flags.isClear(from[i])) {
        flags[i] = (byte) (from[i] | Flags.FILLED);
        for (int band = 0; band < frame.bandCount(); band++) {
          frame.band(band)[i] = other.band(band)[i];
        }
        filled++;
      }
    }
    return filled;
  }
}
