package io.terralapse.draw;

import io.terralapse.furniture.Caption;
import io.terralapse.model.Shift;
import io.terralapse.read.ReadAcquisition;
import java.util.List;

/**
 * Everything that drawing one frame needs.
 *
 * @param index place in the film, from 0
 * @param own the date whose frame it is
 * @param caption date and credit, as long as nothing is filled from another date
 * @param sources dates that may fill what is missing, the first to be asked first; none if nothing
 *     is to be filled
 */
public record FramePlan(int index, Placed own, Caption caption, List<Placed> sources) {

  /** Copies the list. */
  public FramePlan {
    sources = List.copyOf(sources);
  }

  /**
   * A date and where it lies.
   *
   * @param shift moved by, if applied
   */
  public record Placed(ReadAcquisition date, Shift shift) {}

  public ReadAcquisition date() {
    return own.date();
  }
}
