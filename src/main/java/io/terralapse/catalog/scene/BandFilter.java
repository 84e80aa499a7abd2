package io.terralapse.catalog.scene;

import io.terralapse.model.BandRole;

/** Decides which bands of a described product are opened. Thread-safe. */
@FunctionalInterface
public interface BandFilter {
  /** Accepts every band. */
  BandFilter ALL = (role, name) -> true;

  /**
   * True if the band is opened.
   *
   * @param name the product's own name for it ("B04")
   */
  boolean accepts(BandRole role, String name);
}
