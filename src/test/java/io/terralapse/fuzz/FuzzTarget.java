package io.terralapse.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What Jazzer calls, see {@code mvn -Pfuzz} in CONTRIBUTING.md: it finds these methods by their
 * names, so that nothing here depends on it.
 */
public final class FuzzTarget {
  private static String parser = "";
  private static Path folder = Path.of("");

  private FuzzTarget() {}

  /** Called once, with the name of the parser. */
  public static void fuzzerInitialize(String[] arguments) {
    parser = arguments[0];
    try {
      Path memory = Path.of("/dev/shm");
      folder =
          Files.isWritable(memory)
              ? Files.createTempDirectory(memory, "terralapse-fuzz")
              : Files.createTempDirectory("terralapse-fuzz");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Called with every input; what it throws is a finding. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    FuzzTargets.read(parser, input, folder);
  }
}
