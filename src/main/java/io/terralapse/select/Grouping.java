package io.terralapse.select;

import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import java.util.List;

/**
 * Scenes grouped into acquisitions.
 *
 * @param acquisitions by date, then id
 * @param superseded scenes of which another processing is used, by id
 */
public record Grouping(List<Acquisition> acquisitions, List<DroppedScene> superseded) {

  /** Copies the lists. */
  public Grouping {
    acquisitions = List.copyOf(acquisitions);
    superseded = List.copyOf(superseded);
  }
}
