package io.terralapse.catalog.build;

import io.terralapse.model.BandRole;

/**
 * What a band of a file is used for.
 *
 * @param kind measured values, alpha, a mask, or not at all
 * @param role what it measures; {@link BandRole#OTHER} unless it is measured
 */
record BandUse(Kind kind, BandRole role) {
  enum Kind {
    MEASURED,
    ALPHA,
    SKIP,
    /** A provider's mask. */
    MASK
  }

  static final BandUse ALPHA = new BandUse(Kind.ALPHA, BandRole.OTHER);
  static final BandUse SKIP = new BandUse(Kind.SKIP, BandRole.OTHER);

  static final BandUse MASK = new BandUse(Kind.MASK, BandRole.OTHER);

  static BandUse of(BandRole role) {
    return new BandUse(Kind.MEASURED, role);
  }
}
