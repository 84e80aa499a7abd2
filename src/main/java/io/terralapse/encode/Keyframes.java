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
  private final int lead;

  private Keyframes(boolean[] keyframe, int lead) {
    this.keyframe = keyframe;
    this.lead = lead;
  }

  /**
   * The keyframes of a video. What they are depends on no later picture, so that a scene that
   * arrives changes the last segment only.
   *
   * @param timing of all pictures
   * @param lead pictures before the first date, each in a segment of its own
   * @param segments pictures of each segment after those, in order
   * @param gop most frames from one keyframe to the next; empty for the first pictures of segments
   */
  public static Keyframes of(Timing timing, int lead, List<Integer> segments, OptionalInt gop) {
    boolean[] keyframe = new boolean[timing.pictures()];
    int start = lead;
    for (int size : segments) {
      keyframe[start] = true;
      start += size;
    }
    int since = 0;
    for (int i = 0; i < keyframe.length; i++) {
      int frames = timing.repeats(i);
      keyframe[i] = i < lead || keyframe[i] || (gop.isPresent() && since + frames > gop.getAsInt());
      since = keyframe[i] ? frames : since + frames;
    }
    return new Keyframes(keyframe, lead);
  }

  /** Whether the picture of a date is a keyframe. */
  public boolean isKeyframe(int date) {
    return keyframe[date + lead];
  }
}
