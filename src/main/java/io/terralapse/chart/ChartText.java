package io.terralapse.chart;

import io.terralapse.words.Phrases;
import java.util.List;
import java.util.Optional;

/**
 * The texts of a chart.
 *
 * @param title of the video
 * @param subtitle line under it
 * @param phrases names of what is shown
 * @param channels names of the channels whose gains are shown
 */
public record ChartText(
    String title, Optional<String> subtitle, Phrases phrases, List<String> channels) {
  /** Copies the list. */
  public ChartText {
    channels = List.copyOf(channels);
  }
}
