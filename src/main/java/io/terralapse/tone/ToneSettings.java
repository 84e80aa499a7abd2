package io.terralapse.tone;

import java.util.Optional;

/**
 * From measured values to display values.
 *
 * @param range fixed stretch in physical units; empty takes it from the sequence
 * @param gamma 1 is linear; above 1 lifts the shadows
 * @param background colour where there is no data, {@code 0xRRGGBB}
 */
public record ToneSettings(Optional<Range> range, double gamma, int background) {

  /** The values shown as black and as white. */
  public record Range(double low, double high) {}

  /** Pooled stretch, gamma 1, black background. */
  public static final ToneSettings DEFAULTS = new ToneSettings(Optional.empty(), 1.0, 0);
}
