package io.terralapse.select;

import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import java.util.List;

/**
 * Scenes sorted into overpasses.
 *
 * @param acquisitions by date, then id
 * @param superseded scenes for which another processing of the same observation is used, by id
 */
public record Grouping(List<Acquisition> acquisitions, List<DroppedScene> superseded) {

  /** Copies the lists. */
  public Grouping {
    acquisitions = List.copyOf(acquisitions);
    superseded = List.copyOf(superseded);
  }
}
