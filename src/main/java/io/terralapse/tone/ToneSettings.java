package io.terralapse.tone;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * From measured values to display values.
 *
 * @param range fixed stretch in physical units; empty takes it from the sequence
 * @param gamma 1 is linear; above 1 lifts the shadows
 * @param background colour where there is no data, {@code 0xRRGGBB}
 * @param colourMap colours for one channel; empty takes those of the quantity, if it has any
 */
public record ToneSettings(
    @JsonProperty("stretch") Optional<Range> range,
    double gamma,
    int background,
    @JsonProperty("colormap") Optional<ColourMap> colourMap) {

  /** The values shown as black and as white, or in the first and the last colour. */
  public record Range(double low, double high) {}

  /** Pooled stretch, gamma 1, black background, the usual colours. */
  public static final ToneSettings DEFAULTS =
      new ToneSettings(Optional.empty(), 1.0, 0, Optional.empty());

  /** Without a colour map. */
  public ToneSettings(Optional<Range> range, double gamma, int background) {
    this(range, gamma, background, Optional.empty());
  }

  /** These settings, with a range and a colour map for what they leave open. */
  public ToneSettings orElse(Optional<Range> otherRange, Optional<ColourMap> otherMap) {
    return new ToneSettings(
        range.or(() -> otherRange), gamma, background, colourMap.or(() -> otherMap));
  }
}
