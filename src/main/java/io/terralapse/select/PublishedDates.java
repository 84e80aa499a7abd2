package io.terralapse.select;

import io.terralapse.model.Scene;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The dates of published frames, as far as they are known before any pixel is read.
 *
 * @param ids of their acquisitions
 * @param acquired their dates, as text
 * @param latest the begin of the latest of them, which has come whatever the machine's clock says
 */
public record PublishedDates(Set<String> ids, Set<String> acquired, Optional<Instant> latest) {
  /** Nothing was published. */
  public static final PublishedDates NONE =
      new PublishedDates(Set.of(), Set.of(), Optional.empty());

  /** Copies the sets. */
  public PublishedDates {
    ids = Set.copyOf(ids);
    acquired = Set.copyOf(acquired);
  }

  /** Whether a scene is, or may be, part of a published frame. */
  boolean has(Scene scene) {
    return ids.contains(scene.id()) || acquired.contains(scene.acquired().text());
  }
}
