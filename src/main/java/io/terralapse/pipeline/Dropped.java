package io.terralapse.pipeline;

import io.terralapse.model.DroppedScene;
import java.util.List;

/**
 * A scene that is not used, as results show it.
 *
 * @param id the scene
 * @param reason an identifier, as in the ledger
 * @param detail one sentence
 */
public record Dropped(String id, String reason, String detail) {

  static List<Dropped> of(List<DroppedScene> scenes) {
    return scenes.stream()
        .map(scene -> new Dropped(scene.scene().id(), scene.reason(), scene.detail()))
        .toList();
  }
}
