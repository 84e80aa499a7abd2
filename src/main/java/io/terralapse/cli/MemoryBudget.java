package io.terralapse.cli;

import io.terralapse.config.ConfigLoader;
import java.nio.file.Path;

/**
 * Tells the launcher what a configuration says of {@code memory}, where the shell cannot: prints
 * the value, or nothing. The run itself refuses what is wrong.
 */
public final class MemoryBudget {
  private MemoryBudget() {}

  /** Prints the setting of the configuration that is named. */
  public static void main(String[] args) {
    if (args.length == 1) {
      ConfigLoader.findMemory(Path.of(args[0])).ifPresent(System.out::println);
    }
  }
}
