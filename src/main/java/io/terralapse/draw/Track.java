package io.terralapse.draw;

import io.terralapse.encode.VideoSettings;

/**
 * One video that a pass encodes.
 *
 * @param renderer draws its frames; the tracks of a pass share a canvas
 * @param video how it is encoded
 * @param earlier what earlier runs drew and encoded of it
 * @param ends draws what it shows before its first and after its last date
 * @param keepsPictures whether other encoders need its pictures afterwards
 */
public record Track(
    FrameRenderer renderer,
    VideoSettings video,
    EarlierFrames earlier,
    EndPictures ends,
    boolean keepsPictures) {
  /** A video that shows nothing but its dates, and whose pictures nothing else needs. */
  public Track(FrameRenderer renderer, VideoSettings video, EarlierFrames earlier) {
    this(renderer, video, earlier, EndPictures.NONE, false);
  }
}
