package io.terralapse.rendition;

import io.terralapse.encode.PosterSettings;
import io.terralapse.encode.VideoSettings;
import io.terralapse.encode.format.FormatSettings;
import io.terralapse.grid.GridSettings;
import io.terralapse.grid.Shape;
import io.terralapse.model.ByteLimit;
import io.terralapse.pace.PaceSettings;
import io.terralapse.places.NamedPlace;
import io.terralapse.places.PlaceLimits;
import io.terralapse.places.PlaceTable;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A further shape or size of the same time-lapse.
 *
 * @param name end of its files' names, after the job's
 * @param shape aspect ratio; empty takes that of the size
 * @param size in pixels; empty takes that of the shape
 * @param within largest width and height of the job's own frame, in place of shape and size
 * @param crop how the area of interest becomes that shape
 * @param mp4 whether to write its video
 * @param poster whether to write its poster
 * @param video how it is encoded
 * @param formats further formats of its frames
 * @param pace how long its pictures are shown
 * @param stills how its poster is made
 * @param pair whether to write first and last frame as one picture
 * @param captions whether to write a text track of its dates
 * @param place the place that it is for, if it is for one
 */
public record RenditionSettings(
    String name,
    Optional<Shape> shape,
    Optional<GridSettings.Size> size,
    Optional<GridSettings.Size> within,
    Crop crop,
    boolean mp4,
    boolean poster,
    VideoSettings video,
    FormatSettings formats,
    PaceSettings pace,
    PosterSettings stills,
    boolean pair,
    boolean captions,
    Optional<String> place) {

  /** Whether a frame is shown before that of the first date. */
  public boolean hasLead() {
    return pace.lead() == PaceSettings.Lead.LAST
        || (pace.lead() == PaceSettings.Lead.POSTER && stills.frame() == PosterSettings.Frame.LAST);
  }

  /** What its files must keep to. */
  public PlaceLimits limits() {
    return place.flatMap(PlaceTable::find).map(NamedPlace::limits).orElse(PlaceLimits.NONE);
  }

  /**
   * The limit that its place has for the bytes of a file; empty if none is known.
   *
   * @param file its name
   * @param seconds duration of what moves
   */
  public Optional<ByteLimit> byteLimit(String file, OptionalDouble seconds) {
    OptionalLong most = limits().mostBytes(file, seconds);
    return most.isEmpty()
        ? Optional.empty()
        : Optional.of(ByteLimit.ofPlace(place.orElseThrow(), most.getAsLong()));
  }

  /** How an area becomes another shape. */
  public enum Crop {
    /** The area grows until it has the shape; one that the scenes have in common shrinks. */
    NONE,

    /** The largest part of the frame that has the shape, around the focus. */
    FOCUS
  }
}
