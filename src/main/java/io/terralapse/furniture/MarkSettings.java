package io.terralapse.furniture;

import java.util.Optional;

/**
 * The settings of what is drawn beside texts.
 *
 * @param timeline draw a timeline
 * @param units of the scale bar
 * @param legendTitle what the legend shows; empty for the recipe's name
 * @param legendUnit unit of the legend's values; empty for that of the recipe, if it has one
 */
public record MarkSettings(
    boolean timeline, Units units, Optional<String> legendTitle, Optional<String> legendUnit) {
  /** No timeline, kilometres, and the recipe's own legend. */
  public static final MarkSettings DEFAULTS =
      new MarkSettings(false, Units.METRIC, Optional.empty(), Optional.empty());

  /** Units of lengths. */
  public enum Units {
    /** Metres and kilometres. */
    METRIC,
    /** Feet and miles. */
    IMPERIAL,
    /** Metres and nautical miles. */
    NAUTICAL
  }
}
