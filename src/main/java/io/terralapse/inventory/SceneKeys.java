package io.terralapse.inventory;

import io.terralapse.model.Acquisition;
import io.terralapse.model.Scene;
import io.terralapse.read.SceneRequest;
import io.terralapse.window.WindowRequest;
import io.terralapse.window.WindowStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Content keys of an inventory's scenes, as the ledger has them. Stateless. */
public final class SceneKeys {
  /** In place of the key of a scene outside the grid, or without the bands that are shown. */
  public static final String ELSEWHERE = "elsewhere";

  /** In place of the key of a scene that cannot be read. */
  public static final String UNREADABLE = "unreadable";

  private static final Logger LOG = LoggerFactory.getLogger(SceneKeys.class);

  private SceneKeys() {}

  /**
   * The key of each scene of an acquisition that may become a frame.
   *
   * @param store hashes what it has not hashed before
   * @return by the scene's id, in order of time
   */
  public static Map<String, String> of(
      SceneInventory inventory, double maxShiftM, WindowStore store) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (Acquisition acquisition : inventory.plan().acquisitions()) {
      for (Scene scene : acquisition.scenes()) {
        keys.put(scene.id(), key(inventory.findRequest(acquisition, scene, maxShiftM), store));
      }
    }
    return keys;
  }

  /** The key of what is to be read of a scene; empty if nothing is. */
  static String key(Optional<SceneRequest> request, WindowStore store) {
    if (request.isEmpty()) {
      return ELSEWHERE;
    }
    List<String> parts = new ArrayList<>();
    try {
      for (WindowRequest part : request.get().parts()) {
        parts.add(store.keyOf(part));
      }
    } catch (IOException unreadable) {
      LOG.debug("{} cannot be hashed", request.get().scene().id(), unreadable);
      return UNREADABLE;
    }
    return join(parts);
  }

  /** The key of a scene whose bands have several pixel sizes, from those of its windows. */
  public static String join(List<String> parts) {
    return String.join("+", parts);
  }
}
