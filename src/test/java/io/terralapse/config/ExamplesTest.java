package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example is a configuration of this version, and is named where scenes are explained. */
class ExamplesTest {
  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("examples"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleLoads(Path example) {
    JobSettings job = ConfigLoader.load(example, Map.of(), Map.of());
    assertFalse(job.catalog().scenes().isEmpty() && job.catalog().searches().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleSaysWhatItIsFor(Path example) throws IOException {
    assertTrue(Files.readString(example).startsWith("# "), example.toString());
  }
}
