package io.terralapse.catalog.build;

import io.terralapse.model.BandRole;

/** What a band of a stacked file is used for. */
record BandUse(Kind kind, BandRole role) {
  enum Kind {
    COLOUR,
    ALPHA,
    SKIP
  }

  static final BandUse ALPHA = new BandUse(Kind.ALPHA, BandRole.OTHER);
  static final BandUse SKIP = new BandUse(Kind.SKIP, BandRole.OTHER);

  static BandUse of(BandRole role) {
    return new BandUse(Kind.COLOUR, role);
  }
}
