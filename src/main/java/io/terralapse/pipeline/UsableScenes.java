package io.terralapse.pipeline;

import io.terralapse.config.JobSettings;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.inventory.SceneKeys;
import io.terralapse.ledger.PublishedScenes;
import io.terralapse.ledger.PublishedScenes.PublishedScene;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Scene;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.window.WindowStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the scenes that a run would use are those that are published, for {@code --if-changed}.
 * Mostly metadata and content keys tell; whether a scene that was not there before is used, its
 * pixels may have to tell.
 *
 * <p>Where settings differ from those of the published video, what they do to the choice does not
 * count: then a scene is new if the ledger does not have it, and has changed if its content differs
 * although that of others is the same. If the area differs, contents cannot be compared.
 */
final class UsableScenes {

  /** What metadata and content keys tell. */
  enum Answer {
    SAME,
    CHANGED,
    /** There are scenes whose pixels have to be measured. */
    OPEN
  }

  private final Map<String, PublishedScene> published = new HashMap<>();
  private final Map<String, String> keys;
  private final Map<String, String> dates = new HashMap<>();
  private final Set<String> found = new HashSet<>();
  private final boolean sameSettings;

  /**
   * The scenes of a panel.
   *
   * @param before the published ones of the panel
   * @param sameSettings whether the job has the settings of the published video
   * @param panel the settings of the panel
   */
  UsableScenes(
      PublishedScenes before,
      boolean sameSettings,
      JobSettings panel,
      SceneInventory inventory,
      WindowStore store) {
    before.scenes().forEach(scene -> published.put(scene.id(), scene));
    keys = SceneKeys.of(inventory, panel.coregister().maxShiftM(), store);
    for (Acquisition acquisition : inventory.plan().acquisitions()) {
      acquisition.scenes().forEach(this::add);
    }
    inventory.dropped().stream().map(DroppedScene::scene).forEach(this::add);
    this.sameSettings = sameSettings;
  }

  private void add(Scene scene) {
    found.add(scene.id());
    dates.put(scene.id(), scene.acquired().text());
  }

  /** What can be said without measuring pixels. */
  Answer byMetadata() {
    boolean comparable = sameSettings || keys.keySet().stream().anyMatch(this::hasSameContent);
    for (PublishedScene scene : published.values()) {
      if (scene.used() && isGone(scene, comparable)) {
        return Answer.CHANGED;
      }
    }
    if (sameSettings) {
      // Estimates of cloud compare dates: one that is gone may change the verdict on another.
      boolean fewer =
          published.values().stream()
              .anyMatch(scene -> !scene.keys().isEmpty() && !keys.containsKey(scene.id()));
      return !fewer && keys.keySet().stream().allMatch(this::isKnown) ? Answer.SAME : Answer.OPEN;
    }
    return published.keySet().containsAll(keys.keySet()) ? Answer.SAME : Answer.OPEN;
  }

  private boolean isGone(PublishedScene scene, boolean comparable) {
    if (!found.contains(scene.id()) || !scene.acquired().equals(dates.get(scene.id()))) {
      return true;
    }
    return keys.containsKey(scene.id())
        ? comparable && !hasSameContent(scene.id())
        // A rule on metadata drops it now: with other settings that does not count.
        : sameSettings;
  }

  private boolean isKnown(String id) {
    PublishedScene scene = published.get(id);
    return hasSameContent(id)
        || (scene != null
            && SceneKeys.ELSEWHERE.equals(keys.get(id))
            && scene.reason().equals(SceneKeys.ELSEWHERE));
  }

  private boolean hasSameContent(String id) {
    PublishedScene scene = published.get(id);
    return scene != null && scene.keys().equals(List.of(keys.getOrDefault(id, "")));
  }

  /** Whether the dates that a run would show, now that they are measured, are those published. */
  boolean isSame(List<ReadAcquisition> used) {
    Map<String, String> now = new HashMap<>();
    for (ReadAcquisition date : used) {
      for (int i = 0; i < date.requests().size(); i++) {
        now.put(date.requests().get(i).scene().id(), date.keys().get(i));
      }
    }
    if (!sameSettings) {
      return published.keySet().containsAll(now.keySet());
    }
    Map<String, String> before = new HashMap<>();
    published.values().stream()
        .filter(PublishedScene::used)
        .forEach(scene -> before.put(scene.id(), SceneKeys.join(scene.keys())));
    return now.equals(before);
  }
}
