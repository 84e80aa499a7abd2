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
 */
record LayoutContent(
    List<String> dates,
    List<String> credits,
    Optional<String> bandLabel,
    boolean legend,
    Optional<Logo> logo) {

  /** Texts without a logo. */
  LayoutContent(
      List<String> dates, List<String> credits, Optional<String> bandLabel, boolean legend) {
    this(dates, credits, bandLabel, legend, Optional.empty());
  }

  /** Copies the lists. */
  LayoutContent {
    dates = List.copyOf(dates);
    credits = List.copyOf(credits);
  }
}
