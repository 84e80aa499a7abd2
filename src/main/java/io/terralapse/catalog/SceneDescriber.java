package io.terralapse.catalog;

import java.util.List;
import java.util.Set;

/** Asks the readers of every kind of metadata what they make of the files that were found. */
final class SceneDescriber {
  SceneDescriber(CatalogSettings settings, CatalogAccess access) {}

  /** The described scenes, in the order of the files that describe them. */
  Described describe(Listing listing) {
    return new Described(List.of(), Set.of(), List.of());
  }
}
