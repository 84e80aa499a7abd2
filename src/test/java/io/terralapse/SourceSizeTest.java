package io.terralapse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files stay small enough to be read in one go. */
final class SourceSizeTest {
  private static final int LONGEST = 500;
  private static final int MEDIAN = 130;

  @Test
  void noFileIsTooLong() throws IOException {
    List<Path> tooLong = sources("src").stream().filter(f -> lines(f) > LONGEST).toList();
    assertEquals(List.of(), tooLong, "longer than " + LONGEST + " lines");
  }

  @Test
  void theTypicalFileIsShort() throws IOException {
    List<Long> sizes = sources("src/main").stream().map(SourceSizeTest::lines).sorted().toList();
    long median = sizes.get(sizes.size() / 2);
    assertTrue(median <= MEDIAN, "median " + median + " lines of " + sizes.size() + " files");
  }

  private static List<Path> sources(String root) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(root))) {
      return files
          .filter(f -> f.toString().endsWith(".java"))
          .filter(SourceSizeTest::isCode)
          .toList();
    }
  }

  private static boolean isCode(Path file) {
    return !file.endsWith("package-info.java");
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
