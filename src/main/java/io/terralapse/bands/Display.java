package io.terralapse.bands;

import java.util.Optional;

/**
 * How a channel is usually shown in colours.
 *
 * @param colourMap name of a colour map
 * @param range fixed for published indices, so that a colour means the same in every film; empty
 *     takes it from the sequence
 */
public record Display(String colourMap, Optional<Range> range) {
  /** The values in the first and in the last colour. */
  public record Range(double low, double high) {}
}
