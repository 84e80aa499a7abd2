package io.terralapse.select;

import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Issue;
import java.util.List;

/**
 * What is used.
 *
 * @param acquisitions used, by date, then id
 * @param dropped not used, with the reason; by date, then id of the scene
 * @param issues rules that could not do what was asked: entries that fit no scene (code {@code
 *     unmatched}), angles and orbits that no scene tells
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
