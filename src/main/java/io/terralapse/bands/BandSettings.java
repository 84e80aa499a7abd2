package io.terralapse.bands;

import java.util.List;

/**
 * The settings {@code look.bands} and {@code look.pan_sharpen}.
 *
 * @param bands one named composite, index, band or expression, or three bands or expressions for
 *     red, green and blue
 * @param panSharpen sharpen true colour with the panchromatic band of scenes that have one
 */
public record BandSettings(List<String> bands, boolean panSharpen) {
  /** True colour, not pan-sharpened. */
  public static final BandSettings DEFAULTS = new BandSettings(List.of("true-color"), false);

  /** Copies the list. */
  public BandSettings {
    bands = List.copyOf(bands);
  }
}
