package io.terralapse.encode.webp;

import io.terralapse.encode.budget.Loop;

/**
 * How an animated WebP is made.
 *
 * @param setting its place in the configuration, such as {@code outputs.webp}
 * @param maxBytes most bytes
 * @param width most pixels a row
 * @param lossless whether pixels are kept exactly
 * @param fps most pictures a second
 * @param loop how often it is shown
 */
public record WebpSettings(
    String setting, long maxBytes, int width, boolean lossless, int fps, Loop loop) {
  /** Checks the numbers. */
  public WebpSettings {
    if (maxBytes < 1 || width < 1 || fps < 1 || fps > 50) {
      throw new IllegalArgumentException(maxBytes + " bytes, " + width);
    }
  }

  /** The same with another limit. */
  WebpSettings withMaxBytes(long other) {
    return new WebpSettings(setting, other, width, lossless, fps, loop);
  }
}
