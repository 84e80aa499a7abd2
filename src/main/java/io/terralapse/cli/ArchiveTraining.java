package io.terralapse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Loads the classes that the launcher keeps in its class-data archive: those of a render, of a
 * render that is up to date, and of the other verbs' beginnings.
 */
public final class ArchiveTraining {
  private ArchiveTraining() {}

  /**
   * Renders a few small frames twice. Nothing depends on success: what was loaded by then is
   * archived.
   *
   * @param args a folder of scenes, and an empty folder to work in
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    Path config =
        Files.writeString(
            folder.resolve("config.yaml"),
            "scenes: ['"
                + args[0].replace("'", "''")
                + "']\ntitle: Training\ngrid: {size: 320x180}\nselect: {to: 2013-01-01}\n"
                + "memory: 700MiB\n");
    for (String verb : List.of("doctor", "plan", "render", "render")) {
      Wiring.run(verb, verb.equals("doctor") ? args[1] : config.toString());
    }
    System.exit(0);
  }
}
