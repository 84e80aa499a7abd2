package io.terralapse.furniture;

import io.terralapse.model.Issue;

/**
 * Furniture that is left out of a frame without space for all of it, in this order: what readers
 * miss least comes first, and the credit, which licences ask for, last. The date is never left out.
 * North arrow, locator and coordinates are left out too where they have no meaning.
 */
public enum FurnitureItem {
  NORTH_ARROW("north arrow", "furniture.north_arrow", false),
  SCALE_BAR("scale bar", "furniture.scale_bar", false),
  LOCATOR("locator", "furniture.locator", true),
  COORDINATES("coordinates", "furniture.coordinates", true),
  TIMELINE("timeline", "furniture.timeline", true),
  SUBTITLE("subtitle", "subtitle", true),
  LOGO("logo", "furniture.logo", true),
  LEGEND("legend", "furniture.legend", true),
  TITLE("title", "title", true),
  BAND_LABEL("band label", "furniture.band_label", true),
  CREDIT("credit", "furniture.credit", true);

  private final String text;
  private final String setting;
  private final boolean missed;

  FurnitureItem(String text, String setting, boolean missed) {
    this.text = text;
    this.setting = setting;
    this.missed = missed;
  }

  /** Its name in the ledger and in messages. */
  public String text() {
    return text;
  }

  /** The setting that switches it off, or that holds its text. */
  String setting() {
    return setting;
  }

  /** The issue that a frame has no space for it. */
  Issue leftOutOf(Canvas canvas) {
    return new Issue(
        this == LEGEND ? "legend-left-out" : "furniture-left-out",
        setting,
        setting
            + ": a frame of "
            + canvas.width()
            + "x"
            + canvas.height()
            + " has no space for the "
            + text
            + "; make the frame larger with grid.size"
            + (this == CREDIT ? " and name the source beside the video." : "."));
  }

  /**
   * The issue that it has no meaning in the frame.
   *
   * @param reason a clause
   */
  Issue leftOutBecause(String reason) {
    return new Issue(
        "furniture-left-out",
        setting,
        setting + ": the " + text + " is left out, because " + reason + "; remove the setting.");
  }

  /** Whether leaving it out is a warning: it has a text of the user, a licence or a meaning. */
  boolean isMissed() {
    return missed;
  }
}
