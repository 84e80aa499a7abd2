package io.terralapse.pipeline;

import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.model.Issue;
import java.util.List;
import java.util.Optional;

/**
 * What a run that ends without a video has found.
 *
 * @param dropped every scene, with the reason why it cannot be used
 * @param issues what was wrong with the data
 */
public record RefusedScenes(List<Dropped> dropped, List<Issue> issues) {

  /** Copies the lists. */
  public RefusedScenes {
    dropped = List.copyOf(dropped);
    issues = List.copyOf(issues);
  }

  /**
   * The scenes behind a failure of {@link TimelapseJob#render}.
   *
   * @return empty if the run failed for another reason than that too few scenes are usable
   */
  public static Optional<RefusedScenes> find(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof NoUsableScenesException none) {
        return Optional.of(new RefusedScenes(Dropped.of(none.dropped()), none.issues()));
      }
    }
    return Optional.empty();
  }
}
