package io.terralapse.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much the log says. It goes to stderr; results never do. */
final class Logging {
  private Logging() {}

  static void configure(boolean verbose, boolean quiet) {
    if ((verbose || quiet) && LoggerFactory.getLogger("io.terralapse") instanceof Logger logger) {
      logger.setLevel(verbose ? Level.DEBUG : Level.ERROR);
    }
  }
}
