package io.terralapse.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.inventory.CandidateScenes;
import io.terralapse.inventory.InputFileKeys;
import io.terralapse.inventory.NoUsableScenesException;
import io.terralapse.inventory.SceneInventory;
import io.terralapse.inventory.SceneKeys;
import io.terralapse.ledger.PublishedScenes;
import io.terralapse.ledger.PublishedScenes.PublishedScene;
import io.terralapse.lock.LockFile;
import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Grid;
import io.terralapse.model.InputFile;
import io.terralapse.model.Scene;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hashes the scenes again and compares them with the ledger: which have changed, which are missing,
 * and which were not there when the video was made.
 */
final class SourcesCheck {
  private static final double SAME_PIXEL_SIZE = 1e-5;
  private static final String RESTORE = "; restore it, or run `terralapse render`.";
  private static final String LEAVE_OUT =
      "; restore it, or run `terralapse render` to leave it out.";

  private final RunContext context;
  private final PublishedScenes published;
  private final Findings findings;
  private final Map<String, Scene> found = new HashMap<>();
  private final Map<String, DroppedScene> dropped = new HashMap<>();
  private List<InputFile> inputs = List.of();

  /**
   * A check of the scenes of a run.
   *
   * @param context a run without the cache, so that nothing is taken from memory
   * @param findings receives what is found
   */
  SourcesCheck(RunContext context, PublishedScenes published, Findings findings) {
    this.context = context;
    this.published = published;
    this.findings = findings;
  }

  /**
   * Compares.
   *
   * @return how many scenes were hashed
   * @throws UserError (environment) if a catalogue cannot be read
   */
  int check() throws Exception {
    SceneInventory inventory;
    try {
      CandidateScenes candidates = context.georeferenced(context.findScenes());
      inventory = context.planGrid(candidates, context.openLock());
    } catch (NoUsableScenesException none) {
      none.dropped().forEach(one -> dropped.put(one.scene().id(), one));
      findings.differ("scenes", "scenes", none.getMessage());
      return 0;
    } catch (UserError error) {
      if (error.exitCode() == ExitCode.ENVIRONMENT) {
        throw error;
      }
      findings.differ("scenes", "scenes", error.getMessage());
      return 0;
    }
    for (Acquisition acquisition : inventory.plan().acquisitions()) {
      acquisition.scenes().forEach(scene -> found.put(scene.id(), scene));
    }
    inventory.dropped().forEach(one -> dropped.put(one.scene().id(), one));
    boolean comparable = isSameGrid(inventory.plan().grid());
    Map<String, String> keys =
        comparable
            ? SceneKeys.of(
                inventory, context.job().coregister().maxShiftM(), context.stores().windows())
            : Map.of();
    inputs = findInputs(inventory, comparable);
    published.scenes().forEach(scene -> compare(scene, keys));
    for (String id : found.keySet().stream().sorted().toList()) {
      if (published.scenes().stream().noneMatch(scene -> scene.id().equals(id))) {
        findings.differ(
            "scene-new",
            id,
            id + " is new since the video was made; run `terralapse render` to add it.");
      }
    }
    return keys.size();
  }

  /**
   * The files that settings name beside the scenes, after {@link #check}; on another grid only that
   * of the area of interest, since the others have no keys to compare.
   */
  List<InputFile> inputs() {
    return inputs;
  }

  private List<InputFile> findInputs(SceneInventory inventory, boolean comparable) {
    try {
      return comparable
          ? InputFileKeys.ofInventory(context.job(), inventory, context.stores().windows())
          : InputFileKeys.ofArea(context.job());
    } catch (UserError unusable) {
      InputsCheck.refuse(unusable, findings);
      return List.of();
    }
  }

  private void compare(PublishedScene scene, Map<String, String> keys) {
    String id = scene.id();
    Scene now = found.get(id);
    if (now == null) {
      if (scene.used()) {
        DroppedScene drop = dropped.get(id);
        findings.differ(
            "scene-missing",
            id,
            drop == null
                ? id + " is in the video and is not there any more" + LEAVE_OUT
                : id
                    + " is in the video and would be dropped now: "
                    + Findings.phrase(drop.detail())
                    + LEAVE_OUT);
      }
      return;
    }
    if (!now.acquired().text().equals(scene.acquired())) {
      findings.differ(
          "scene-changed",
          id,
          id
              + " is dated "
              + now.acquired().text()
              + " ("
              + now.acquired().source().word()
              + "), and "
              + scene.acquired()
              + " in the ledger"
              + RESTORE);
    }
    String key = keys.get(id);
    if (key == null || scene.keys().isEmpty()) {
      return;
    }
    if (key.equals(SceneKeys.UNREADABLE)) {
      findings.differ("scene-changed", id, id + " cannot be read any more" + LEAVE_OUT);
    } else if (!key.equals(SceneKeys.join(scene.keys()))) {
      findings.differ(
          "scene-changed",
          id,
          id
              + " has other content than when the video was made (key "
              + key
              + ", not "
              + SceneKeys.join(scene.keys())
              + ")"
              + RESTORE);
    }
  }

  /** Keys are those of windows: on another grid, other parts of the scenes are read. */
  private boolean isSameGrid(Grid grid) throws IOException {
    JsonNode before = new ObjectMapper().readTree(published.common().getOrDefault("grid", "null"));
    boolean same =
        before.path("width").asInt() == grid.width()
            && before.path("height").asInt() == grid.height()
            && isSame(before.path("pixelSizeM").asDouble(), grid.pixelSizeM())
            && (!before.has("crs") || before.path("crs").asText().equals(grid.crs()))
            && (!before.has("transform")
                || (isSame(before.path("transform").path(0).asDouble(), grid.originX())
                    && isSame(before.path("transform").path(3).asDouble(), grid.originY())));
    if (!same) {
      findings.differ(
          "grid",
          "grid",
          "The area or the size of the frames is another one than in the ledger, so that the"
              + " content of the scenes was not compared; restore "
              + LockFile.path(context.job().catalog().base(), context.job().name()).getFileName()
              + " and the settings, or run `terralapse render`.");
    }
    return same;
  }

  private static boolean isSame(double a, double b) {
    return Math.abs(a - b) <= SAME_PIXEL_SIZE * Math.max(1, Math.abs(b));
  }
}
