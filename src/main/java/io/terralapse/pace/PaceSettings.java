package io.terralapse.pace;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The settings of the pace.
 *
 * @param secondsPerFrame duration of each picture, or their usual duration if it depends on dates
 * @param duration length of the whole video, seconds, instead of {@code secondsPerFrame}
 * @param byDate durations in proportion to the time until the next date
 * @param holdLastSeconds duration of the last picture
 * @param lead what the video begins with
 * @param holdLeadSeconds duration of the frame that {@code lead} puts before the first date
 * @param fps frames per second; empty shows each picture as one frame with its own duration
 */
public record PaceSettings(
    double secondsPerFrame,
    OptionalDouble duration,
    boolean byDate,
    @JsonProperty("hold_last") double holdLastSeconds,
    Lead lead,
    @JsonProperty("hold_lead") double holdLeadSeconds,
    OptionalInt fps) {

  /** What a video begins with. */
  public enum Lead {
    /** Its first date. */
    FIRST,
    /** The frame of the last date. */
    LAST,
    /** The frame that the poster shows. */
    POSTER
  }

  /** Settings of a video that begins with its first date. */
  public PaceSettings(
      double secondsPerFrame,
      OptionalDouble duration,
      boolean byDate,
      double holdLastSeconds,
      OptionalInt fps) {
    this(secondsPerFrame, duration, byDate, holdLastSeconds, Lead.FIRST, 0.8, fps);
  }

  /**
   * The frame rate that is used by default: the only one that all places take which state one (X
   * asks for 30 or 60, Instagram, TikTok and LinkedIn for at least 23 and at most 60).
   */
  public static final int DEFAULT_FPS = 30;

  /** 0.8 s per picture, 2 s for the last, 30 frames a second. */
  public static final PaceSettings DEFAULTS =
      new PaceSettings(0.8, OptionalDouble.empty(), false, 2.0, OptionalInt.of(DEFAULT_FPS));
}
