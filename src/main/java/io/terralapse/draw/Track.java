package io.terralapse.draw;

import io.terralapse.encode.VideoSettings;
import io.terralapse.pace.SequencePicture;
import java.util.Set;

/**
 * One sequence of pictures that a pass draws, and encodes if they are to be a video.
 *
 * @param renderer draws its frames; the tracks of a pass share a canvas
 * @param video how it is encoded
 * @param encodes whether the video is needed; the pictures alone are drawn otherwise
 * @param keyframes which pictures are coded as keyframes, beside the first of every segment
 * @param earlier what earlier runs drew and encoded of it
 * @param ends draws what it shows before its first and after its last date
 * @param keepsPictures whether other encoders need its pictures afterwards
 */
public record Track(
    FrameRenderer renderer,
    VideoSettings video,
    boolean encodes,
    Set<SequencePicture> keyframes,
    EarlierFrames earlier,
    EndPictures ends,
    boolean keepsPictures) {
  /** Copies the set. */
  public Track {
    keyframes = Set.copyOf(keyframes);
  }

  /** A video that shows nothing but its dates, and whose pictures nothing else needs. */
  public Track(FrameRenderer renderer, VideoSettings video, EarlierFrames earlier) {
    this(renderer, video, true, Set.of(), earlier, EndPictures.NONE, false);
  }

  /** The same with another quantizer. */
  public Track withCrf(int crf) {
    return new Track(
        renderer, video.withCrf(crf), encodes, keyframes, earlier, ends, keepsPictures);
  }

  /** The same with pictures that other encoders need. */
  public Track keeping() {
    return new Track(renderer, video, encodes, keyframes, earlier, ends, true);
  }

  /** The same whose video is needed. */
  public Track encoding() {
    return new Track(renderer, video, true, keyframes, earlier, ends, keepsPictures);
  }
}
