package io.terralapse.catalog.build;

import io.terralapse.catalog.dates.SceneDates;
import io.terralapse.catalog.files.HeaderReader;
import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.model.Issue;
import io.terralapse.model.Scene;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that scenes are built from except the headers of their files. Thread-safe.
 *
 * @param described scenes of metadata
 * @param named scenes without metadata
 * @param overrides corrections by the user
 * @param dates dates the scenes
 * @param before issues with the files and metadata
 * @param after issues with the manifest, which are listed last
 */
public record SceneAssembly(
    List<DescribedScene> described,
    NamedScenes named,
    SourceOverrides overrides,
    SceneDates dates,
    List<Issue> before,
    List<Issue> after) {
  /** Copies the lists. */
  public SceneAssembly {
    described = List.copyOf(described);
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /**
   * Builds the scenes, by date, then id.
   *
   * @param issues receives what cannot be used
   */
  public List<Scene> build(SceneHeaders headers, List<Issue> issues) {
    HeaderReader.Headers byFile = headers.byFile();
    issues.addAll(before);
    issues.addAll(headers.contradictions());
    List<Scene> scenes = new ArrayList<>();
    DescribedSceneBuilder builder = new DescribedSceneBuilder(overrides, dates);
    for (DescribedScene scene : described) {
      builder.build(scene, byFile, issues).ifPresent(scenes::add);
    }
    scenes.addAll(named.build(new NamedSceneBuilder(overrides, dates), byFile, issues));
    if (scenes.isEmpty()) {
      named.findReason().ifPresent(issues::add);
    }
    issues.addAll(after);
    return UniqueIds.apply(scenes).stream()
        .sorted(Comparator.comparing(Scene::acquired).thenComparing(Scene::id))
        .toList();
  }
}
