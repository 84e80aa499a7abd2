package io.terralapse.select;

import java.util.Locale;

/** Source of the cloud cover of the area, best first. */
public enum CloudSource {
  /** The provider's mask, inside the area. */
  MASK,
  /** The metadata's value for the whole scene. */
  SCENE,
  /** White patches that are not white on other dates. */
  ESTIMATE;

  /** The identifier in the ledger. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
