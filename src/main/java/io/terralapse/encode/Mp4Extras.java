package io.terralapse.encode;

import java.util.List;
import java.util.OptionalInt;

/**
 * What is in an MP4 beside its pictures and tags.
 *
 * @param gop most frames from one keyframe to the next, as far as {@link Keyframes} allow it; empty
 *     for those of the segments
 * @param chapters in order of time, one after the other; often none. They are written twice, as a
 *     list (Nero's {@code chpl}, of which players read 255) and as a text track that the video
 *     refers to (QuickTime)
 */
public record Mp4Extras(OptionalInt gop, List<Chapter> chapters) {
  /** The keyframes of the segments, and no chapters. */
  public static final Mp4Extras NONE = new Mp4Extras(OptionalInt.empty(), List.of());

  /** Copies the list. */
  public Mp4Extras {
    chapters = List.copyOf(chapters);
  }

  /**
   * A chapter.
   *
   * @param title what players show
   * @param startSeconds when it begins
   * @param endSeconds when it ends, later
   */
  public record Chapter(String title, double startSeconds, double endSeconds) {}
}
