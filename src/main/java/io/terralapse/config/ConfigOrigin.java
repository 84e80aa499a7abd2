package io.terralapse.config;

import java.util.Comparator;

/**
 * Where a value was given: a file, variable or flag, and the position in it. The order is that of
 * the lines of the file, then variables and flags.
 *
 * @param source name of the file or variable, or the flag
 * @param layer 0 for the file, 1 for variables and flags
 * @param line from 1; 0 if the position is not known
 * @param column from 1
 */
record ConfigOrigin(String source, int layer, int line, int column)
    implements Comparable<ConfigOrigin> {
  private static final Comparator<ConfigOrigin> ORDER =
      Comparator.comparingInt(ConfigOrigin::layer)
          .thenComparingInt(ConfigOrigin::line)
          .thenComparingInt(ConfigOrigin::column);

  /** A file as a whole. */
  static ConfigOrigin ofFile(String name) {
    return new ConfigOrigin(name, 0, 0, 0);
  }

  /** A variable or flag. */
  static ConfigOrigin ofLayer(String name) {
    return new ConfigOrigin(name, 1, 0, 0);
  }

  /** A position in the same source; line and column from 1. */
  ConfigOrigin at(int line, int column) {
    return new ConfigOrigin(source, layer, line, column);
  }

  /** A sentence about what is given here. */
  String sentence(String text) {
    return source + (line == 0 ? "" : ", line " + line + ", column " + column) + ": " + text;
  }

  @Override
  public int compareTo(ConfigOrigin other) {
    return ORDER.compare(this, other);
  }
}
