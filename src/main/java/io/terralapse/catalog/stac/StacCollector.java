package io.terralapse.catalog.stac;

import io.terralapse.catalog.scene.DescribedScene;
import io.terralapse.catalog.scene.DescribedScenes;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.Issue;
import io.terralapse.model.Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the items of a catalogue or a search, each once, and a bounded number of issues. */
final class StacCollector {
  private static final int MAX_ISSUES = 500;

  private static final Comparator<DescribedScene> ORDER =
      Comparator.<DescribedScene, Instant>comparing(
              scene -> scene.acquired().map(AcquisitionDate::start).orElse(Instant.MAX))
          .thenComparing(DescribedScene::id)
          .thenComparing(scene -> scene.origin().text());

  private final List<DescribedScene> scenes = new ArrayList<>();
  private final Set<Location> files = new LinkedHashSet<>();
  private final Set<Issue> issues = new LinkedHashSet<>();
  private final Set<List<String>> items = new HashSet<>();

  /** Registers an item; false if it has been registered before. */
  boolean begin(String collection, String id) {
    return items.add(List.of(collection, id));
  }

  /** Number of different items, usable or not. */
  int items() {
    return items.size();
  }

  void scene(DescribedScene scene) {
    scenes.add(scene);
  }

  /** Registers a document that was read, or a local raster that belongs to an item. */
  void file(Location file) {
    files.add(file);
  }

  /**
   * Adds an issue.
   *
   * @param subject the document or item, with which the sentence begins
   * @param rest the rest of the sentence
   */
  void issue(String code, String subject, String rest) {
    if (issues.size() < MAX_ISSUES) {
      issues.add(new Issue(code, subject, subject + " " + rest));
    } else if (issues.size() == MAX_ISSUES) {
      issues.add(
          new Issue(
              "more",
              subject,
              subject + " and later items have further problems, which are not listed."));
    }
  }

  DescribedScenes result() {
    return new DescribedScenes(scenes.stream().sorted(ORDER).toList(), files, List.copyOf(issues));
  }
}
