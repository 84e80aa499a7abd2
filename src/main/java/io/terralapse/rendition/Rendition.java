package io.terralapse.rendition;

import io.terralapse.encode.VideoSettings;
import io.terralapse.grid.Shape;
import io.terralapse.model.Grid;
import java.util.Optional;

/**
 * One shape and size of a time-lapse.
 *
 * @param grid its frames' grid
 * @param settings of its files; the name of the job's own is empty
 */
public record Rendition(Grid grid, RenditionSettings settings) {

  /** End of its files' names; empty for the job's own. */
  public String name() {
    return settings.name();
  }

  /** Decides where text may be; empty for any other. */
  public Optional<Shape> shape() {
    return settings.shape();
  }

  /** How its video is encoded. */
  public VideoSettings video() {
    return settings.video();
  }
}
