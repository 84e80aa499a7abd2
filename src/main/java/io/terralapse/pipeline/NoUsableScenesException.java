package io.terralapse.pipeline;

import io.terralapse.model.DroppedScene;
import io.terralapse.model.UserError;
import java.util.List;

/** No date is left to make a film of; carries what became of every scene, for the ledger. */
final class NoUsableScenesException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<DroppedScene> dropped;

  NoUsableScenesException(String sentence, List<DroppedScene> dropped) {
    super(sentence);
    this.dropped = List.copyOf(dropped);
  }

  List<DroppedScene> dropped() {
    return dropped;
  }

  UserError asUserError() {
    return UserError.noTimelapse(String.valueOf(getMessage()));
  }
}
