package io.terralapse.select;

import io.terralapse.model.Scene;
import java.util.Set;

/**
 * The dates of published frames, as far as they are known before any pixel is read.
 *
 * @param ids of their acquisitions
 * @param acquired their dates, as text
 */
public record PublishedDates(Set<String> ids, Set<String> acquired) {
  /** Nothing was published. */
  public static final PublishedDates NONE = new PublishedDates(Set.of(), Set.of());

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
