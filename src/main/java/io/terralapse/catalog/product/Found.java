package io.terralapse.catalog.product;

import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import java.util.List;
import java.util.Set;

/**
 * What a reader made of the files.
 *
 * @param drafts one a scene
 * @param claimed files that belong to described products, used or not, and so are no scenes by
 *     their names
 * @param issues metadata that make no scene
 */
public record Found(List<DescribedScene> drafts, Set<Location> claimed, List<Issue> issues) {
  /** Copies the collections. */
  public Found {
    drafts = List.copyOf(drafts);
    claimed = Set.copyOf(claimed);
    issues = List.copyOf(issues);
  }
}
