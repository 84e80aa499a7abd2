package io.terralapse.model;

import java.util.Locale;

/** How the date of a scene is known, as the ledger names it. */
public enum DateSource {
  STAC,
  METADATA,
  FILENAME,
  TAG,
  MANIFEST,
  /** There is no date; never in a ledger. */
  NONE;

  /** The ledger's word. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
