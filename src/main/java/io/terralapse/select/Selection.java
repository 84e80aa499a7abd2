package io.terralapse.select;

import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import java.util.List;

/**
 * The result of the selection by metadata.
 *
 * @param acquisitions used, by date, then id
 * @param dropped not used, with the reason; by date, then id of the scene
 * @param issues rules that have no effect: entries that match no scene (code {@code unmatched}),
 *     view angles ({@code off-nadir-unknown}) and orbits ({@code orbit-unknown}) that are unknown
 */
public record Selection(
    List<Acquisition> acquisitions, List<DroppedScene> dropped, List<Issue> issues) {

  /** Copies the lists. */
  public Selection {
    acquisitions = List.copyOf(acquisitions);
    dropped = List.copyOf(dropped);
    issues = List.copyOf(issues);
  }
}
