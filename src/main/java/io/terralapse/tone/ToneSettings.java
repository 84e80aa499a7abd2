package io.terralapse.tone;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/**
 * The settings of the mapping from measured values to display values.
 *
 * @param range fixed stretch in physical units; empty estimates it from the sequence
 * @param gamma 1 is linear; above 1 lifts the shadows
 * @param background colour where there is no data, {@code 0xRRGGBB}
 * @param preset contrast and saturation
 * @param saturation factor on the preset's saturation; 0 is grey, 1 leaves it
 * @param deflicker how the tones of the dates are matched
 * @param colourMap colours for one channel; empty uses those of the quantity, if it has any
 */
public record ToneSettings(
    @JsonProperty("stretch") Optional<Range> range,
    double gamma,
    int background,
    TonePreset preset,
    double saturation,
    Deflicker deflicker,
    @JsonProperty("colormap") Optional<ColourMap> colourMap) {

  /** The values shown as black and white, or in the first and the last colour. */
  public record Range(double low, double high) {}

  /** Pooled stretch, gamma 1, black background, default colours. */
  public static final ToneSettings DEFAULTS =
      new ToneSettings(
          Optional.empty(), 1.0, 0, TonePreset.NATURAL, 1, Deflicker.GAIN, Optional.empty());

  /** Settings without a colour map. */
  public ToneSettings(Optional<Range> range, double gamma, int background) {
    this(range, gamma, background, TonePreset.NATURAL, 1, Deflicker.GAIN, Optional.empty());
  }

  /** A copy in which an empty range or colour map is replaced by the given one. */
  public ToneSettings orElse(Optional<Range> otherRange, Optional<ColourMap> otherMap) {
    return new ToneSettings(
        range.or(() -> otherRange),
        gamma,
        background,
        preset,
        saturation,
        deflicker,
        colourMap.or(() -> otherMap));
  }
}
