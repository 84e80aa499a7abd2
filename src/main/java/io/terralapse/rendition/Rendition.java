package io.terralapse.rendition;

import io.terralapse.encode.VideoSettings;
import io.terralapse.encode.format.FormatSettings;
import io.terralapse.grid.Shape;
import io.terralapse.model.Grid;
import java.util.Optional;

/**
 * One shape and size of a time-lapse.
 *
 * @param name end of its files' names; empty for the job's own
 * @param grid its frames' grid
 * @param shape decides where text may be; empty for any other
 * @param mp4 whether to write its video
 * @param poster whether to write its poster
 * @param video how it is encoded
 * @param formats further formats of its frames
 */
public record Rendition(
    String name,
    Grid grid,
    Optional<Shape> shape,
    boolean mp4,
    boolean poster,
    VideoSettings video,
    FormatSettings formats) {}
