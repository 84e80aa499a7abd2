package io.terralapse.encode;

import java.util.List;
import java.util.OptionalInt;

/**
 * Which pictures of a video are coded as keyframes: the first of every segment, and as many others
 * as keep two keyframes within a number of frames. A picture that is shown for longer than that is
 * a keyframe itself, so that {@link RepeatedPictures} can show it again as one. Immutable and
 * thread-safe.
 */
public final class Keyframes {
  private final boolean[] keyframe;

  private Keyframes(boolean[] keyframe) {
    this.keyframe = keyframe;
  }

  /**
   * The keyframes of a video. What they are depends on no later picture, so that a scene that
   * arrives changes the last segment only.
   *
   * @param timing of all pictures
   * @param segments pictures of each segment, in order
   * @param gop most frames from one keyframe to the next; empty for the first pictures of segments
   */
  public static Keyframes of(Timing timing, List<Integer> segments, OptionalInt gop) {
    boolean[] keyframe = new boolean[timing.pictures()];
    int start = 0;
    for (int size : segments) {
      keyframe[start] = true;
      start += size;
    }
    int since = 0;
    for (int i = 0; i < keyframe.length; i++) {
      int frames = timing.repeats(i);
      keyframe[i] = keyframe[i] || (gop.isPresent() && since + frames > gop.getAsInt());
      since = keyframe[i] ? frames : since + frames;
    }
    return new Keyframes(keyframe);
  }

  /** Whether a picture is a keyframe. */
  public boolean isKeyframe(int picture) {
    return keyframe[picture];
  }
}
