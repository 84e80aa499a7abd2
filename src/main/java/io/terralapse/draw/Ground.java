package io.terralapse.draw;

import io.terralapse.model.Picture;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The ground of one date, drawn when the first rendition asks for it. Not thread-safe. */
final class Ground {
  private final boolean shared;
  private @Nullable Picture drawn;

  /**
   * Not drawn yet.
   *
   * @param users renditions that may ask
   */
  Ground(int users) {
    this.shared = users > 1;
  }

  /** The frame of a rendition. */
  Picture frame(FrameRenderer renderer, FramePlan plan) throws IOException {
    Picture known = drawn;
    if (known == null) {
      known = renderer.canvas().draw(plan);
      drawn = known;
    }
    return renderer.finish(known, plan, !shared);
  }
}
