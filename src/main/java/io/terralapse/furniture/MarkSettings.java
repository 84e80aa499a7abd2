package io.terralapse.furniture;

import java.util.Optional;

/**
 * The settings of what is drawn beside texts.
 *
 * @param timeline draw a timeline
 * @param units of the scale bar
 * @param legendTitle what the legend shows; empty for the recipe's name
 * @param legendUnit unit of the legend's values, if any
 * @param coordinates write the coordinates of the frame's centre
 * @param locator which inset map is drawn
 * @param graticule which lines of round coordinates are drawn
 */
public record MarkSettings(
    boolean timeline,
    Units units,
    Optional<String> legendTitle,
    Optional<String> legendUnit,
    boolean coordinates,
    LocatorUse locator,
    GraticuleUse graticule) {

  /** Marks without lines of coordinates. */
  public MarkSettings(
      boolean timeline,
      Units units,
      Optional<String> legendTitle,
      Optional<String> legendUnit,
      boolean coordinates,
      LocatorUse locator) {
    this(timeline, units, legendTitle, legendUnit, coordinates, locator, GraticuleUse.NONE);
  }

  /** No timeline, kilometres, and the recipe's own legend. */
  public static final MarkSettings DEFAULTS =
      new MarkSettings(
          false, Units.METRIC, Optional.empty(), Optional.empty(), false, LocatorUse.NONE);

  /**
   * The title of a legend with the unit: the user's, else the index that files are named after,
   * else the name of the bands; "Grey" is no quantity.
   */
  String legendTitle(String recipe, Optional<String> bandLabel) {
    String own = recipe.equalsIgnoreCase("grey") ? "" : recipe;
    String title = legendTitle.or(() -> bandLabel).orElse(own);
    return legendUnit.map(unit -> title.isEmpty() ? unit : title + " (" + unit + ")").orElse(title);
  }

  /** The unit as it follows the title in a label of {@link #legendTitle}; empty if none does. */
  String legendTail(String label) {
    return legendUnit.map(unit -> " (" + unit + ")").filter(label::endsWith).orElse("");
  }

  /** Whether marks say where the frame is, which {@code reveal_location} can forbid. */
  public boolean showPosition() {
    return coordinates || locator != LocatorUse.NONE || graticule != GraticuleUse.NONE;
  }

  /** The same with a timeline. */
  MarkSettings withTimeline() {
    return new MarkSettings(true, units, legendTitle, legendUnit, coordinates, locator, graticule);
  }

  /** What the inset map shows. */
  public enum LocatorUse {
    /** There is none. */
    NONE,
    /** The country; at sea the world. */
    COUNTRY,
    /** The world. */
    WORLD
  }

  /** Which lines of round coordinates are drawn. */
  public enum GraticuleUse {
    /** None. */
    NONE,
    /** Meridians and parallels. */
    DEGREES,
    /** Those of the frames' own coordinate reference system. */
    GRID
  }

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
