package io.terralapse.pace;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The settings of the pace.
 *
 * @param secondsPerFrame duration of each date, or their usual duration if it depends on dates; a
 *     transition to the date is part of it
 * @param duration length of the whole video, seconds, instead of {@code secondsPerFrame}
 * @param byDate durations in proportion to the time until the next date
 * @param holdLastSeconds duration of the last picture
 * @param lead what the video begins with
 * @param holdLeadSeconds duration of the frame that {@code lead} puts before the first date
 * @param fps frames per second; empty shows each picture as one frame with its own duration
 * @param extras what is shown beside the stills of the dates
 */
public record PaceSettings(
    double secondsPerFrame,
    OptionalDouble duration,
    boolean byDate,
    @JsonProperty("hold_last") double holdLastSeconds,
    Lead lead,
    @JsonProperty("hold_lead") double holdLeadSeconds,
    OptionalInt fps,
    Extras extras) {

  /** What a video begins with. */
  public enum Lead {
    /** Its first date. */
    FIRST,
    /** The frame of the last date. */
    LAST,
    /** The frame that the poster shows. */
    POSTER
  }

  /**
   * The frame rate that is used by default: the only one that all places take which state one (X
   * asks for 30 or 60, Instagram, TikTok and LinkedIn for at least 23 and at most 60).
   */
  public static final int DEFAULT_FPS = 30;

  /** 0.8 s per picture, 2 s for the last, 30 frames a second. */
  public static final PaceSettings DEFAULTS =
      new PaceSettings(0.8, OptionalDouble.empty(), false, 2.0, OptionalInt.of(DEFAULT_FPS));

  /** Pictures of transitions a second where the video has no constant rate. */
  private static final int STEPS_PER_SECOND = 25;

  /** Settings of a video that shows nothing but its dates. */
  public PaceSettings(
      double secondsPerFrame,
      OptionalDouble duration,
      boolean byDate,
      double holdLastSeconds,
      OptionalInt fps) {
    this(secondsPerFrame, duration, byDate, holdLastSeconds, fps, Extras.NONE);
  }

  /** Settings of a video that begins with its first date. */
  public PaceSettings(
      double secondsPerFrame,
      OptionalDouble duration,
      boolean byDate,
      double holdLastSeconds,
      OptionalInt fps,
      Extras extras) {
    this(secondsPerFrame, duration, byDate, holdLastSeconds, Lead.FIRST, 0.8, fps, extras);
  }

  /**
   * What a video shows beside the stills of its dates; 0 for what it does not show.
   *
   * @param titleCard duration of the opening title card, seconds
   * @param crossfade duration of the transition to each date, seconds
   * @param wipe duration of the comparison of the first date with the last, seconds
   * @param zoom duration of the zoom to the focus, seconds
   */
  public record Extras(double titleCard, double crossfade, double wipe, double zoom) {
    /** Cuts, and nothing before or after the dates. */
    public static final Extras NONE = new Extras(0, 0, 0, 0);

    /** Duration of the ending between the last date and the last picture, seconds. */
    public double ending() {
      return wipe + zoom;
    }
  }

  /** Pictures a second during transitions. */
  int stepsPerSecond() {
    return fps.orElse(STEPS_PER_SECOND);
  }
}
