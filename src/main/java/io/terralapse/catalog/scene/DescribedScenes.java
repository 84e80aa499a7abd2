package io.terralapse.catalog.scene;

import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import java.util.List;
import java.util.Set;

/**
 * The scenes that metadata describe.
 *
 * @param drafts one a scene
 * @param claimed rasters that belong to described products, used or not, and so are no scenes by
 *     their names
 * @param issues metadata that make no scene
 */
public record DescribedScenes(
    List<DescribedScene> drafts, Set<Location> claimed, List<Issue> issues) {
  /** Copies the collections. */
  public DescribedScenes {
    drafts = List.copyOf(drafts);
    claimed = Set.copyOf(claimed);
    issues = List.copyOf(issues);
  }
}
