package io.terralapse.draw;

import io.terralapse.model.Picture;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The ground of the dates of one picture, drawn when the first rendition asks for it. Not
 * thread-safe.
 */
final class Grounds {
  private final boolean shared;
  private final Map<Integer, Picture> drawn = new HashMap<>();

  /**
   * Not drawn yet.
   *
   * @param users renditions that may ask
   */
  Grounds(int users) {
    this.shared = users > 1;
  }

  /** The ground of a date in a rendition, to draw on. */
  Picture bare(FrameRenderer renderer, FramePlan plan) throws IOException {
    return renderer.bare(ground(renderer, plan), plan, !shared);
  }

  /** The ground of a date in a rendition, with its annotations but no labels, to draw on. */
  Picture plain(FrameRenderer renderer, FramePlan plan) throws IOException {
    return renderer.plain(ground(renderer, plan), plan, !shared);
  }

  /** The complete frame of a date in a rendition. */
  Picture frame(FrameRenderer renderer, FramePlan plan) throws IOException {
    return renderer.finish(ground(renderer, plan), plan, !shared);
  }

  private Picture ground(FrameRenderer renderer, FramePlan plan) throws IOException {
    Picture known = drawn.get(plan.index());
    if (known == null) {
      known = renderer.canvas().draw(plan);
      if (shared) {
        drawn.put(plan.index(), known);
      }
    }
    return known;
  }
}
