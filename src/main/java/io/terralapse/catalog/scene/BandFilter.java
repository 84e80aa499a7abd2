package io.terralapse.catalog.scene;

import io.terralapse.model.BandRole;

/** Tells which bands of a product are worth opening. */
@FunctionalInterface
public interface BandFilter {
  /** Every band. */
  BandFilter ALL = (role, name) -> true;

  /** Whether a band of this role and product name may be wanted. */
  boolean accepts(BandRole role, String name);
}
