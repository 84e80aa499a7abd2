package io.terralapse.align.core;

import java.util.Locale;

/** What a date's displacement may look like across the frame. */
public enum ShiftModel {
  /** As simple as held-out windows allow. */
  AUTO,
  /** The same shift everywhere. */
  TRANSLATION,
  /** A shift that grows evenly across the frame: turn, scale and shear. */
  AFFINE,
  /** A smooth field. */
  LOCAL,
  /** Turn, size and shift of a picture without georeference, found from nothing. */
  SIMILARITY;

  /** The configuration's and the ledger's word; similarity is the ledger's only. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
