package io.terralapse.config;

import java.time.Duration;

/**
 * When {@code watch} renders.
 *
 * @param every time between two searches of catalogues on servers
 * @param settle for how long a file has to keep its size and time until it counts as complete
 */
public record WatchSettings(Duration every, Duration settle) {
  /** A shorter time would be a burden for servers, and no catalogue is updated as often. */
  static final Duration SHORTEST_EVERY = Duration.ofMinutes(1);

  /** Some file systems store times in steps of up to two seconds; sizes tell more. */
  static final Duration SHORTEST_SETTLE = Duration.ofSeconds(1);
}
