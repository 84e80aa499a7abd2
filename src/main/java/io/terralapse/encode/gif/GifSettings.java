package io.terralapse.encode.gif;

import io.terralapse.encode.budget.Loop;

/**
 * How a GIF is made.
 *
 * @param setting its place in the configuration, such as {@code outputs.gif}
 * @param maxBytes most bytes
 * @param width most pixels a row
 * @param colours most colours, 8 to 256
 * @param loop how often it is shown
 */
public record GifSettings(String setting, long maxBytes, int width, int colours, Loop loop) {
  /** Checks the numbers. */
  public GifSettings {
    if (maxBytes < 1 || width < 1 || colours < 8 || colours > 256) {
      throw new IllegalArgumentException(maxBytes + " bytes, " + width + ", " + colours);
    }
  }
}
