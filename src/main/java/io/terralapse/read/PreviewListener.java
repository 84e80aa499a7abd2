package io.terralapse.read;

import io.terralapse.model.Frame;

/**
 * Receives the preview of each acquisition while it is in memory, so that a later stage can derive
 * what it needs without a second read. Called from several threads.
 */
@FunctionalInterface
public interface PreviewListener {
  /** Ignores previews. */
  PreviewListener NONE = (id, preview) -> {};

  /**
   * One acquisition was read.
   *
   * @param id the acquisition
   * @param preview its mosaic on a coarse grid, the same grid for all; not to be kept or changed
   */
  void onPreview(String id, Frame preview);
}
