package io.terralapse.rendition;

import io.terralapse.model.Grid;
import java.util.List;

/**
 * A picture that is drawn once for each date, and the renditions that are cut from it.
 *
 * @param grid of the picture
 * @param renditions with pixels at least as large
 */
public record RenditionCanvas(Grid grid, List<Rendition> renditions) {
  /** Copies the list. */
  public RenditionCanvas {
    renditions = List.copyOf(renditions);
  }
}
