package io.terralapse.draw;

import io.terralapse.encode.Keyframes;
import io.terralapse.encode.VideoSettings;

/**
 * One video that a pass encodes.
 *
 * @param renderer draws its frames; the tracks of a pass share a canvas
 * @param video how it is encoded
 * @param keyframes which pictures are coded as keyframes
 * @param earlier what earlier runs drew and encoded of it
 * @param keepsPictures whether other encoders need its pictures afterwards
 */
public record Track(
    FrameRenderer renderer,
    VideoSettings video,
    Keyframes keyframes,
    EarlierFrames earlier,
    boolean keepsPictures) {
  /** A video whose pictures nothing else needs. */
  public Track(
      FrameRenderer renderer, VideoSettings video, Keyframes keyframes, EarlierFrames earlier) {
    this(renderer, video, keyframes, earlier, false);
  }

  /** The same with another quantizer. */
  public Track withCrf(int crf) {
    return new Track(renderer, video.withCrf(crf), keyframes, earlier, keepsPictures);
  }

  /** The same with pictures that other encoders need. */
  public Track keeping() {
    return new Track(renderer, video, keyframes, earlier, true);
  }
}
