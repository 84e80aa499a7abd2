package io.terralapse.encode;

import io.terralapse.model.PictureSequence;
import java.util.Map;

/**
 * What a {@link SequenceEncoder} makes a file of.
 *
 * @param pictures in order of time, complete with furniture
 * @param timing one duration for each picture
 * @param tags title, comment and so on, by FFmpeg's keys; written as far as the format has them
 * @param threads most threads to use, at least 1; they must not change the bytes
 */
public record SequenceJob(
    PictureSequence pictures, Timing timing, Map<String, String> tags, int threads) {
  /** Copies the tags. */
  public SequenceJob {
    tags = Map.copyOf(tags);
    if (pictures.size() != timing.pictures() || threads < 1) {
      throw new IllegalArgumentException(
          pictures.size() + " pictures, " + timing.pictures() + " durations, " + threads);
    }
  }
}
