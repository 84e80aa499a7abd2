package io.terralapse.catalog;

import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import java.util.List;

/**
 * The result of {@link SceneFinder}.
 *
 * @param scenes usable scenes, by date, then id
 * @param issues what cannot be used and why, in the order of the files' names; codes are {@code
 *     unreadable}, {@code undated}, {@code ambiguous-date}, {@code no-crs}, {@code bands}, {@code
 *     mixed-grid}, {@code unmatched}, {@code mask}, of metadata {@code night}, {@code no-bands},
 *     {@code uncalibrated}, {@code metadata}, and of STAC {@code misstated}, {@code refused},
 *     {@code limit}, {@code empty}, {@code incomplete}, {@code unsearched}, {@code more}
 */
public record Catalogue(List<Scene> scenes, List<Issue> issues) {

  /** Copies the lists. */
  public Catalogue {
    scenes = List.copyOf(scenes);
    issues = List.copyOf(issues);
  }
}
