package io.terralapse.encode.gif;

import io.terralapse.encode.budget.Loop;

/**
 * How a GIF is made.
 *
 * @param setting its place in the configuration, such as {@code outputs.gif}
 * @param maxBytes most bytes
 * @param width most pixels a row
 * @param colours most colours of a picture, 8 to 256
 * @param fps most pictures a second
 * @param loop how often it is shown
 */
public record GifSettings(
    String setting, long maxBytes, int width, int colours, int fps, Loop loop) {
  /** Checks the numbers. */
  public GifSettings {
    if (maxBytes < 1 || width < 1 || fps < 1 || fps > 50 || colours < 8 || colours > 256) {
      throw new IllegalArgumentException(maxBytes + " bytes, " + width + ", " + colours);
    }
  }

  /** The same with another limit. */
  GifSettings withMaxBytes(long other) {
    return new GifSettings(setting, other, width, colours, fps, loop);
  }
}
