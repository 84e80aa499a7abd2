package io.terralapse.encode;

/**
 * Walks through the coded frames of a video: when each begins and how long it lasts. Not
 * thread-safe.
 */
final class FrameClock {
  private final Timing timing;
  private int picture;
  private int frameOfPicture;
  private long time;

  FrameClock(Timing timing) {
    this.timing = timing;
  }

  /** Whether all frames have passed. */
  boolean isAtEnd() {
    return picture == timing.pictures();
  }

  /** Start of the frame, ticks. */
  long time() {
    return time;
  }

  /** Duration of the frame, ticks. */
  long duration() {
    return timing.frameTicks(picture);
  }

  /** Number of pictures that have passed. */
  int pictures() {
    return picture;
  }

  /** Goes to the next frame. */
  void advance() {
    time += duration();
    if (++frameOfPicture == timing.repeats(picture)) {
      frameOfPicture = 0;
      picture++;
    }
  }
}
