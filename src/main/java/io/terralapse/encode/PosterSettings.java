package io.terralapse.encode;

import java.util.Optional;

/**
 * The settings of the poster.
 *
 * @param frame which frame it shows
 * @param badge whether a badge on it says that there is a video
 * @param maxBytes largest size of the file
 */
public record PosterSettings(Frame frame, boolean badge, Optional<Long> maxBytes) {
  /** The last frame, as it is. */
  public static final PosterSettings DEFAULTS =
      new PosterSettings(Frame.LAST, false, Optional.empty());

  /** A frame of a video. */
  public enum Frame {
    LAST,
    FIRST
  }
}
