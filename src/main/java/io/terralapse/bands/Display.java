package io.terralapse.bands;

import java.util.Optional;

/**
 * The usual colours of a channel.
 *
 * @param colourMap name of a colour map
 * @param range fixed for published indices, so that a colour has the same meaning in every video;
 *     empty estimates it from the sequence
 */
public record Display(String colourMap, Optional<Range> range) {
  /** The values shown in the first and in the last colour. */
  public record Range(double low, double high) {}
}
