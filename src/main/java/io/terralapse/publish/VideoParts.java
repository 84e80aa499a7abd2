package io.terralapse.publish;

import io.terralapse.encode.CodedSegment;
import io.terralapse.encode.Mp4Extras;
import io.terralapse.encode.Timing;
import java.util.List;

/**
 * What a video is made of.
 *
 * @param segments in order of time; those before the first date hold one picture each
 * @param width pixels
 * @param height pixels
 * @param timing of all pictures
 * @param extras what is in the file beside them
 */
public record VideoParts(
    List<CodedSegment> segments, int width, int height, Timing timing, Mp4Extras extras) {
  /** Copies the list. */
  public VideoParts {
    segments = List.copyOf(segments);
  }
}
