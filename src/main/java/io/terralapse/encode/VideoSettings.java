package io.terralapse.encode;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalInt;

/**
 * The settings of encoding and pace.
 *
 * @param crf x264's constant rate factor, 0 to 51; lower is better and larger
 * @param preset x264's preset name
 * @param secondsPerFrame duration of each picture
 * @param holdLastSeconds duration of the last picture
 * @param constantFps 25 or 30 repeats pictures at a constant frame rate; empty encodes each once,
 *     with its exact duration
 */
public record VideoSettings(
    int crf,
    String preset,
    double secondsPerFrame,
    @JsonProperty("hold_last") double holdLastSeconds,
    @JsonProperty("fps") OptionalInt constantFps) {

  /** CRF 20, medium, 0.8 s per picture, 2 s for the last, each picture once. */
  public static final VideoSettings DEFAULTS =
      new VideoSettings(20, "medium", 0.8, 2.0, OptionalInt.empty());
}
