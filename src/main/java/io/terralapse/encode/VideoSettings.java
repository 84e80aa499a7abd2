package io.terralapse.encode;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalInt;

/**
 * How the video is coded and paced.
 *
 * @param crf x264's constant rate factor, 0 to 51; lower is better and larger
 * @param preset x264's preset name
 * @param secondsPerFrame how long each picture stays
 * @param holdLastSeconds how long the last picture stays
 * @param constantFps 25 or 30 repeats pictures at a constant rate; empty shows each once, for its
 *     real duration
 */
public record VideoSettings(
    int crf,
    String preset,
    double secondsPerFrame,
    @JsonProperty("hold_last") double holdLastSeconds,
    @JsonProperty("fps") OptionalInt constantFps) {

  /** CRF 20, medium, 0.8 s a picture, the last 2 s, each picture once. */
  public static final VideoSettings DEFAULTS =
      new VideoSettings(20, "medium", 0.8, 2.0, OptionalInt.empty());
}
