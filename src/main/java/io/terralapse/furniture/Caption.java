package io.terralapse.furniture;

import io.terralapse.model.AcquisitionDate;
import java.util.Optional;

/**
 * The text of one frame: its dates and its credit.
 *
 * @param acquired the frame's own date, at which the timeline is
 * @param dates the dates that the frame shows
 * @param credit the credit line; ignored if the settings have a fixed one
 */
public record Caption(AcquisitionDate acquired, DateSpan dates, Optional<String> credit) {

  /** The caption of a frame of one date. */
  public Caption(AcquisitionDate acquired, Optional<String> credit) {
    this(acquired, DateSpan.of(acquired), credit);
  }
}
