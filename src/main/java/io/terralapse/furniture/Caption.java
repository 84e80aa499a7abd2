package io.terralapse.furniture;

import io.terralapse.model.AcquisitionDate;
import java.util.Optional;

/**
 * What one frame says of itself.
 *
 * @param dates what it shows
 * @param credit its credit line, used unless the settings fix one
 */
public record Caption(DateSpan dates, Optional<String> credit) {

  /** The caption of a frame of one date. */
  public Caption(AcquisitionDate acquired, Optional<String> credit) {
    this(DateSpan.of(acquired), credit);
  }
}
