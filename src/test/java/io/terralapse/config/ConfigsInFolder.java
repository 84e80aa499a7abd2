package io.terralapse.config;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of configurations that are loaded from a folder of their own. */
abstract class ConfigsInFolder {
  @TempDir Path folder = Path.of("");

  /** Configurations in {@link #folder}. */
  Configs configs = new Configs(Path.of("."));

  @BeforeEach
  void inFolder() {
    configs = new Configs(folder);
  }
}
