package io.terralapse.align.core;

import java.util.Locale;

/** How the displacement of a date varies across the frame. */
public enum ShiftModel {
  /** The simplest model that hold-out windows support. */
  AUTO,
  /** The same shift everywhere. */
  TRANSLATION,
  /** An affine map: shift, rotation, scale and shear. */
  AFFINE,
  /** A smooth deformation (B-spline). */
  LOCAL,
  /** Rotation, scale and shift of an image without georeference, found without a prior. */
  SIMILARITY;

  /** The keyword in the configuration and the ledger; {@code similarity} is in the ledger only. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
