package io.terralapse.catalog.scene;

import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import java.util.List;
import java.util.Set;

/**
 * The scenes that metadata describe: the result of every product reader and of STAC.
 *
 * @param scenes one per product, granule or item
 * @param files rasters and documents of described products, used or not; no other reader reads
 *     them, and none becomes a scene by its name
 * @param issues metadata that give no scene, or one with restrictions
 */
public record DescribedScenes(
    List<DescribedScene> scenes, Set<Location> files, List<Issue> issues) {
  /** Code of an issue because of which some scenes of a catalogue are missing, or all for now. */
  public static final String INCOMPLETE = "incomplete";

  /** Code of an issue of a search that cannot succeed as it is. */
  public static final String UNSEARCHED = "unsearched";

  /** Copies the collections. */
  public DescribedScenes {
    scenes = List.copyOf(scenes);
    files = Set.copyOf(files);
    issues = List.copyOf(issues);
  }
}
