package io.terralapse.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Configurations as text, loaded from a file {@code job.yaml} of one folder. */
final class Configs {
  static final String SCENES = "scenes: [scenes]\n";

  private final Path folder;

  Configs(Path folder) {
    this.folder = folder;
  }

  Path write(String yaml) {
    try {
      return Files.writeString(folder.resolve("job.yaml"), yaml);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  JobSettings load(String yaml) {
    return load(yaml, Map.of(), Map.of());
  }

  /** Loads some settings beside the scenes that every configuration needs. */
  JobSettings with(String yaml) {
    return load(SCENES + yaml);
  }

  JobSettings load(String yaml, Map<String, String> sets, Map<String, String> environment) {
    return ConfigLoader.load(write(yaml), sets, environment);
  }

  /** The sentence of the usage error that a configuration is refused with. */
  String refused(String yaml) {
    return refused(yaml, Map.of(), Map.of());
  }

  /** The sentence for some settings beside the scenes; they begin on line 2. */
  String refusedWith(String yaml) {
    return refused(SCENES + yaml);
  }

  String refused(String yaml, Map<String, String> sets, Map<String, String> environment) {
    UserError error =
        assertThrows(UserError.class, () -> load(yaml, sets, environment), () -> "loads: " + yaml);
    assertEquals(ExitCode.USAGE, error.exitCode());
    return String.valueOf(error.getMessage());
  }
}
