package io.terralapse.pipeline;

import io.terralapse.ledger.LedgerBuilder;
import io.terralapse.model.DroppedScene;
import java.util.List;

/**
 * A scene that is not used, as results show it.
 *
 * @param id the scene
 * @param reason an identifier, as in the ledger
 * @param detail one sentence
 * @param panel 1, or 2 if it is one of the second panel of a comparison
 */
public record Dropped(String id, String reason, String detail, int panel) {

  /** A scene of the first panel, or of frames without panels. */
  public Dropped(String id, String reason, String detail) {
    this(id, reason, detail, 1);
  }

  static List<Dropped> of(List<DroppedScene> scenes) {
    return of(scenes, 1);
  }

  static List<Dropped> of(List<DroppedScene> scenes, int panel) {
    return scenes.stream()
        .map(scene -> new Dropped(scene.scene().id(), scene.reason(), scene.detail(), panel))
        .toList();
  }

  /**
   * Adds scenes that are not in a list yet: those of the second panel too, unless the same has been
   * said of the first, or the first is the reason.
   */
  static void addNew(List<Dropped> more, List<Dropped> all) {
    for (Dropped one : more) {
      if (all.stream().noneMatch(one::isSaidBy)) {
        all.add(one);
      }
    }
  }

  private boolean isSaidBy(Dropped other) {
    return id.equals(other.id)
        && (panel == other.panel
            || reason.equals(LedgerBuilder.COMPARE)
            || (reason.equals(other.reason) && detail.equals(other.detail)));
  }
}
