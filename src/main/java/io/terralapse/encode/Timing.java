package io.terralapse.encode;

import io.terralapse.model.UserError;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The duration of each picture in exact ticks. It is used by the muxer only; with a constant frame
 * rate it also gives how many frames show each picture. Immutable and thread-safe.
 */
public final class Timing {
  private static final int MICROS = 1_000_000;

  /**
   * The usual 90 kHz clock: exact for 24, 25 and 30 frames per second and for tenths of a second.
   */
  private static final int VIDEO_CLOCK = 90_000;

  /** A sample's duration is a 32-bit field in MP4. */
  private static final long MAX_TICKS = Integer.MAX_VALUE;

  private final int timescale;
  private final long[] ticks;
  private final OptionalInt fps;

  private Timing(int timescale, long[] ticks, OptionalInt fps) {
    this.timescale = timescale;
    this.ticks = ticks;
    this.fps = fps;
  }

  /**
   * A timing with one duration per picture.
   *
   * @param durations microseconds, all positive
   * @param fps frames per second if pictures are repeated at a constant rate. Each change of
   *     picture is then rounded to the nearest frame, so that no start time and no total is off by
   *     more than half a frame
   * @throws UserError (usage) if a picture would be shorter than one frame or longer than 2147 s
   */
  public static Timing ofMicros(long[] durations, OptionalInt fps) {
    if (durations.length == 0) {
      throw new IllegalArgumentException("no pictures");
    }
    return fps.isPresent() ? constant(durations, fps.getAsInt()) : variable(durations);
  }

  private static Timing variable(long[] durations) {
    boolean videoClock = true;
    for (long d : durations) {
      if (d <= 0 || d > MAX_TICKS) {
        throw UserError.usage(
            "pace: a picture would be shown for "
                + text(d)
                + " s; choose more than 0 and less than 2147 s.");
      }
      videoClock &= d * VIDEO_CLOCK % MICROS == 0 && d * VIDEO_CLOCK / MICROS <= MAX_TICKS;
    }
    int timescale = videoClock ? VIDEO_CLOCK : MICROS;
    long[] ticks = Arrays.stream(durations).map(d -> d * timescale / MICROS).toArray();
    return new Timing(timescale, ticks, OptionalInt.empty());
  }

  private static Timing constant(long[] durations, int fps) {
    if (fps < 1 || VIDEO_CLOCK % fps != 0) {
      throw UserError.usage(
          "pace.fps: " + fps + " is not supported; use auto, variable, 24, 25 or 30.");
    }
    long[] ticks = new long[durations.length];
    long elapsed = 0;
    long lastFrame = 0;
    for (int i = 0; i < durations.length; i++) {
      elapsed = Math.addExact(elapsed, durations[i]);
      long frame = (elapsed * fps + MICROS / 2) / MICROS;
      ticks[i] = (frame - lastFrame) * (VIDEO_CLOCK / fps);
      if (ticks[i] <= 0 || ticks[i] > MAX_TICKS) {
        throw UserError.usage(
            "pace: a picture would be shown for "
                + text(durations[i])
                + " s, less than one frame at "
                + fps
                + " frames a second; increase seconds_per_frame or set fps: variable.");
      }
      lastFrame = frame;
    }
    return new Timing(VIDEO_CLOCK, ticks, OptionalInt.of(fps));
  }

  private static String text(long micros) {
    return String.format(Locale.ROOT, "%.6f", micros / (double) MICROS);
  }

  /** Frames per second; empty if each picture is one frame with its own duration. */
  public OptionalInt fps() {
    return fps;
  }

  /** Number of distinct pictures. */
  public int pictures() {
    return ticks.length;
  }

  /** How many frames show picture {@code index}: one, unless the frame rate is constant. */
  public int repeats(int index) {
    return fps.isPresent() ? (int) (ticks[index] * fps.getAsInt() / timescale) : 1;
  }

  /** Number of frames of the video. */
  public long frames() {
    long sum = 0;
    for (int i = 0; i < ticks.length; i++) {
      sum += repeats(i);
    }
    return sum;
  }

  /** Ticks per second. */
  public int timescale() {
    return timescale;
  }

  /** Duration of each frame of picture {@code index}, ticks. */
  public long frameTicks(int index) {
    return fps.isPresent() ? timescale / fps.getAsInt() : ticks[index];
  }

  /** Start time of picture {@code index}, seconds; {@code index == pictures()} gives the end. */
  public double startSeconds(int index) {
    long sum = 0;
    for (int i = 0; i < index; i++) {
      sum += ticks[i];
    }
    return sum / (double) timescale;
  }

  /** Duration of the video, seconds. */
  public double totalSeconds() {
    return startSeconds(ticks.length);
  }
}
