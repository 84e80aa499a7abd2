package io.terralapse.select;

import java.util.Locale;

/** How the cloud over the area is known, best first. */
public enum CloudSource {
  /** The provider's mask, inside the area. */
  MASK,
  /** The catalogue's value for the whole scene. */
  SCENE,
  /** Bright white patches that are not there on other dates. */
  ESTIMATE;

  /** The ledger's word. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
