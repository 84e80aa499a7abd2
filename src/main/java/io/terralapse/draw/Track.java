package io.terralapse.draw;

import io.terralapse.encode.VideoSettings;

/**
 * One video that a pass encodes.
 *
 * @param renderer draws its frames; the tracks of a pass share a canvas
 * @param video how it is encoded
 * @param earlier what earlier runs drew and encoded of it
 * @param keepsPictures whether other encoders need its pictures afterwards
 */
public record Track(
    FrameRenderer renderer, VideoSettings video, EarlierFrames earlier, boolean keepsPictures) {
  /** A video whose pictures nothing else needs. */
  public Track(FrameRenderer renderer, VideoSettings video, EarlierFrames earlier) {
    this(renderer, video, earlier, false);
  }
}
