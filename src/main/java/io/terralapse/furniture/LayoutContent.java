package io.terralapse.furniture;

import java.util.List;
import java.util.Optional;

/**
 * The texts that a layout has to allow for.
 *
 * @param dates the dates of all frames, as they are written
 * @param credits the known credits of frames; empty if the settings have a fixed one
 * @param bandLabel what the colours show, if readers have to know
 * @param legend whether to reserve space for a legend
 * @param logo what is drawn in the upper corner, if anything
 * @param legendLines how many lines the legend's title may have
 */
record LayoutContent(
    List<String> dates,
    List<String> credits,
    Optional<String> bandLabel,
    boolean legend,
    Optional<Logo> logo,
    int legendLines) {
  /** Lines of a long title of the legend, if there is space for them. */
  private static final int LEGEND_LINES = 2;

  /** Texts without a logo. */
  LayoutContent(
      List<String> dates, List<String> credits, Optional<String> bandLabel, boolean legend) {
    this(dates, credits, bandLabel, legend, Optional.empty(), LEGEND_LINES);
  }

  /**
   * What the layout of a sequence has to allow for.
   *
   * @param dates the dates of all frames, as they are written
   * @param credits the credits that captions may have
   * @param published what published frames were laid out for, which then decides
   */
  static LayoutContent of(
      FurnitureSettings settings,
      List<String> dates,
      List<String> credits,
      Optional<String> bandLabel,
      boolean legend,
      Optional<PublishedFurniture> published) {
    Optional<Logo> logo = settings.style().logo().map(Logo::read);
    if (published.isPresent()) {
      PublishedFurniture before = published.get();
      return new LayoutContent(
          before.dates(), before.credits(), before.bandLabel(), legend, logo, LEGEND_LINES);
    }
    boolean varies = settings.showCredit() && settings.credit().isEmpty();
    return new LayoutContent(
        dates, varies ? credits : List.of(), bandLabel, legend, logo, LEGEND_LINES);
  }

  /** The same with a title of the legend in one line. */
  LayoutContent withLowLegend() {
    return new LayoutContent(dates, credits, bandLabel, legend, logo, 1);
  }

  /** Copies the lists. */
  LayoutContent {
    dates = List.copyOf(dates);
    credits = List.copyOf(credits);
  }
}
