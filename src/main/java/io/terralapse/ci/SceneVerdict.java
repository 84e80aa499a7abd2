package io.terralapse.ci;

import io.terralapse.ledger.PublishedScenes;
import io.terralapse.ledger.PublishedScenes.PublishedScene;
import io.terralapse.model.Issue;
import io.terralapse.pipeline.Dropped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a run decided on one scene, or on a file that could not become one.
 *
 * @param id the scene, or the file
 * @param acquired its date; empty if it is not known
 * @param outcome what became of it
 * @param reason an identifier; empty for a scene that is used
 * @param detail one sentence; empty for a scene that is used
 * @param properties what else is known, by name
 * @param panel 1, or 2 for a scene of the second panel of a comparison
 */
record SceneVerdict(
    String id,
    String acquired,
    Outcome outcome,
    String reason,
    String detail,
    Map<String, String> properties,
    int panel) {

  /** What became of a scene. */
  enum Outcome {
    USED,
    /** A rule of the configuration left it out. */
    DROPPED,
    /** The data cannot be used, though no rule is against it. */
    FAILED
  }

  /** Issues about a file or a scene that is not used because of its data. */
  private static final Set<String> FAILURES =
      Set.of(
          "unreadable",
          "undated",
          "ambiguous-date",
          "no-crs",
          "bands",
          "no-bands",
          "mixed-grid",
          "metadata",
          "unplaced",
          "not-terrain-corrected",
          "refused",
          "incomplete",
          "unsearched");

  /** Reasons of dropped scenes that are no choice of the user. */
  private static final Set<String> DATA_REASONS =
      Set.of("unreadable", "unplaced", "no-crs", "bands", "values");

  /** Copies the map. */
  SceneVerdict {
    properties = new TreeMap<>(properties);
  }

  /**
   * All verdicts: of the ledger, then of scenes and files that only this run has seen.
   *
   * @param ledger of the published video; empty if there is none
   * @param dropped scenes that this run does not use
   * @param issues of this run
   * @param reveal false keeps folders out of what is reported
   */
  static List<SceneVerdict> of(
      Optional<PublishedScenes> ledger, List<Dropped> dropped, List<Issue> issues, boolean reveal) {
    List<SceneVerdict> verdicts = new ArrayList<>();
    // By panel and id: both panels may have a scene of one id.
    Set<String> scenes = new HashSet<>();
    Set<String> known = new HashSet<>();
    for (PublishedScene scene : ledger.map(PublishedScenes::scenes).orElse(List.of())) {
      verdicts.add(ofScene(scene));
      scenes.add(scene.panel() + scene.id());
      known.add(scene.id());
    }
    for (Dropped scene : dropped) {
      known.add(scene.id());
      if (scenes.add(scene.panel() + scene.id())) {
        verdicts.add(
            new SceneVerdict(
                scene.id(),
                "",
                outcome(scene.reason()),
                scene.reason(),
                scene.detail(),
                Map.of(),
                scene.panel()));
      }
    }
    for (Issue issue : issues) {
      boolean failure = !issue.subject().isBlank() && FAILURES.contains(issue.code());
      if (failure && known.add(issue.subject())) {
        verdicts.add(
            new SceneVerdict(
                reveal ? issue.subject() : fileName(issue.subject()),
                "",
                Outcome.FAILED,
                issue.code(),
                reveal ? issue.sentence() : "",
                Map.of(),
                1));
      }
    }
    return verdicts;
  }

  /** {@code second panel} for its scenes; empty for those of the first. */
  String panelName() {
    return panelName(panel);
  }

  /** {@code second panel}; empty for the first. */
  static String panelName(int panel) {
    return panel == 2 ? "second panel" : "";
  }

  private static String fileName(String subject) {
    return subject.substring(Math.max(subject.lastIndexOf('/'), subject.lastIndexOf('\\')) + 1);
  }

  private static SceneVerdict ofScene(PublishedScene scene) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("acquired", scene.acquired());
    properties.put("acquisition", scene.acquisitionId());
    properties.put("sensor", scene.sensor());
    put(properties, "coveragePercent", scene.coveragePercent());
    put(properties, "cloudPercent", scene.cloudPercent());
    if (scene.used()) {
      properties.put("alignment", scene.alignment());
      properties.put("frame", Integer.toString(scene.frameIndex()));
    }
    return new SceneVerdict(
        scene.id(),
        scene.acquired(),
        scene.used() ? Outcome.USED : outcome(scene.reason()),
        scene.reason(),
        scene.detail(),
        properties,
        scene.panel());
  }

  private static Outcome outcome(String reason) {
    return DATA_REASONS.contains(reason) ? Outcome.FAILED : Outcome.DROPPED;
  }

  private static void put(Map<String, String> properties, String name, OptionalDouble value) {
    if (value.isPresent()) {
      properties.put(name, String.format(Locale.ROOT, "%.1f", value.getAsDouble()));
    }
  }
}
