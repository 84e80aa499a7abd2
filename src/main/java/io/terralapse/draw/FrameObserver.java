package io.terralapse.draw;

import io.terralapse.model.Picture;

/** Sees frames before furniture is drawn on them. */
@FunctionalInterface
public interface FrameObserver {
  /** Sees nothing. */
  FrameObserver NONE = (plan, picture) -> {};

  /**
   * Takes a look at a frame, on the thread that draws it; several may be drawn at the same time.
   *
   * @param picture must be neither changed nor kept
   */
  void take(FramePlan plan, Picture picture);
}
