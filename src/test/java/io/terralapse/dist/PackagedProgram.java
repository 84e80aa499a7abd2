package io.terralapse.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that is run with no environment but what a test gives it: no search path to a Java, no
 * home, no language.
 */
final class PackagedProgram {
  private static final long PATIENCE_SECONDS = 900;

  /** How a program ended. */
  record Outcome(int code, String out, String err) {
    /** This, if it ended with the code. */
    Outcome exits(int expected) {
      assertEquals(expected, code, () -> out + err);
      return this;
    }
  }

  private PackagedProgram() {}

  /** The application folder that this build made. */
  static Path folder() {
    return built("terralapse.dist");
  }

  /** The archive of it. */
  static Path archive() {
    return built("terralapse.archive");
  }

  private static Path built(String property) {
    String path = System.getProperty(property);
    assertTrue(path != null, property + " is not set; run the tests with mvn -Pdist verify");
    return Path.of(path);
  }

  /** Runs a launcher in a folder, which is also where its output is kept for a moment. */
  static Outcome run(Path launcher, Path folder, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(words));
    return run(command, folder, environment);
  }

  /** Runs any program in the same way. */
  static Outcome run(List<String> command, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "hangs: " + command);
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Everything below a folder, with sizes and times: equal before and after if nothing changed. */
  static Map<Path, String> state(Path folder) throws IOException {
    Map<Path, String> state = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        String time = " of " + Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        String what =
            Files.isSymbolicLink(file)
                ? "link to " + Files.readSymbolicLink(file) + time
                : Files.isDirectory(file) ? "folder" : Files.size(file) + " bytes" + time;
        state.put(folder.relativize(file), what);
      }
    }
    return state;
  }

  /** Fails with what is different in two folders. */
  static void assertSame(Map<Path, String> expected, Map<Path, String> actual) {
    Map<Path, String> differences = new TreeMap<>();
    expected.forEach(
        (file, what) -> {
          String other = actual.getOrDefault(file, "missing");
          if (!other.equals(what)) {
            differences.put(file, what + " became " + other);
          }
        });
    actual.keySet().stream()
        .filter(file -> !expected.containsKey(file))
        .forEach(file -> differences.put(file, "new"));
    assertEquals(Map.of(), differences);
  }
}
