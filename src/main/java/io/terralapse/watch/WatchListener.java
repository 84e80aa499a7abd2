package io.terralapse.watch;

/** Receives what happens while scenes are watched. */
@FunctionalInterface
public interface WatchListener {
  /**
   * Something happened.
   *
   * @param line one line, beginning with a lower-case word
   */
  void event(String line);
}
