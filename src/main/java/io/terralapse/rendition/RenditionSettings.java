package io.terralapse.rendition;

import io.terralapse.encode.VideoSettings;
import io.terralapse.encode.format.FormatSettings;
import io.terralapse.grid.GridSettings;
import io.terralapse.grid.Shape;
import java.util.Optional;

/**
 * A further shape or size of the same time-lapse.
 *
 * @param name end of its files' names, after the job's
 * @param shape aspect ratio; empty takes that of the size
 * @param size in pixels; empty takes that of the shape
 * @param crop how the area of interest becomes that shape
 * @param mp4 whether to write its video
 * @param poster whether to write its poster
 * @param video how it is encoded
 * @param formats further formats of its frames
 */
public record RenditionSettings(
    String name,
    Optional<Shape> shape,
    Optional<GridSettings.Size> size,
    Crop crop,
    boolean mp4,
    boolean poster,
    VideoSettings video,
    FormatSettings formats) {

  /** How an area becomes another shape. */
  public enum Crop {
    /** The area grows until it has the shape; one that the scenes have in common shrinks. */
    NONE,

    /** The largest part of the frame that has the shape, around the focus. */
    FOCUS
  }
}
