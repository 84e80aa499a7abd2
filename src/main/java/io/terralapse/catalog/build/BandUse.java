package io.terralapse.catalog.build;

import io.terralapse.model.BandRole;
import java.util.Optional;

/**
 * What a band of a file is used for.
 *
 * @param kind measured values, alpha, a mask, or not at all
 * @param role what it measures; {@link BandRole#OTHER} unless it is measured
 * @param name of a spectral index that it holds, in capitals
 */
record BandUse(Kind kind, BandRole role, Optional<String> name) {
  enum Kind {
    MEASURED,
    ALPHA,
    SKIP,
    /** A provider's mask. */
    MASK
  }

  static final BandUse ALPHA = new BandUse(Kind.ALPHA, BandRole.OTHER, Optional.empty());
  static final BandUse SKIP = new BandUse(Kind.SKIP, BandRole.OTHER, Optional.empty());

  static final BandUse MASK = new BandUse(Kind.MASK, BandRole.OTHER, Optional.empty());

  static BandUse of(BandRole role) {
    return new BandUse(Kind.MEASURED, role, Optional.empty());
  }

  /** A band of a spectral index, which has no colour. */
  static BandUse ofIndex(String index) {
    return new BandUse(Kind.MEASURED, BandRole.GREY, Optional.of(index));
  }
}
