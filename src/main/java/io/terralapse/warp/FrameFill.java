package io.terralapse.warp;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;

/**
 * Fills pixels that do not show the ground from another date, whose values are brought to the tone
 * of the frame.
 */
public final class FrameFill {
  private FrameFill() {}

  /** Which pixels are filled. */
  public enum Gaps {
    /** Those without data. */
    NODATA,
    /** Those, and those under cloud or in its shadow. */
    NOT_CLEAR;

    private boolean include(byte flags) {
      return this == NODATA ? !Flags.isValid(flags) : !Flags.isClear(flags);
    }
  }

  /**
   * Counts the pixels of the area that are to be filled.
   *
   * @param area {@code [row * width + column]}, as large as the frame
   */
  public static int missing(Frame frame, boolean[] area, Gaps gaps) {
    int missing = 0;
    byte[] flags = frame.flags();
    for (int i = 0; i < flags.length; i++) {
      missing += area[i] && gaps.include(flags[i]) ? 1 : 0;
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
  public static int fill(Frame frame, Frame other, boolean[] area, Gaps gaps) {
    if (frame.width() != other.width()
        || frame.height() != other.height()
        || frame.bandCount() != other.bandCount()) {
      throw new IllegalArgumentException("frames differ in size or bands");
    }
    byte[] flags = frame.flags();
    byte[] from = other.flags();
    FillTone tone = null;
    int filled = 0;
    for (int i = 0; i < flags.length; i++) {
      if (area[i] && gaps.include(flags[i]) && Flags.isClear(from[i])) {
        // Filled pixels are not used to compare the two.
        tone = tone == null ? FillTone.of(frame, other) : tone;
        flags[i] = (byte) (from[i] | Flags.FILLED);
        for (int band = 0; band < frame.bandCount(); band++) {
          frame.band(band)[i] = tone.of(band, i);
        }
        filled++;
      }
    }
    return filled;
  }
}
