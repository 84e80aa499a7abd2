package io.terralapse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads the classes that the launcher keeps in its class-data archive: those of a render, of a
 * render that is up to date, and of the other verbs' beginnings.
 */
public final class ArchiveTraining {
  private ArchiveTraining() {}

  /**
   * Renders a few small frames twice, then one more. Nothing depends on success: what was loaded by
   * then is archived.
   *
   * @param args a folder of scenes, and an empty folder to work in
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    Path config = write(args[0], folder, 3);
    for (String verb : List.of("doctor", "plan", "render", "render")) {
      Wiring.run(verb, verb.equals("doctor") ? args[1] : config.toString());
    }
    // Scenes that arrive.
    Wiring.run("render", write(args[0], folder, 4).toString());
    System.exit(0);
  }

  /** The configuration of a job with the first scenes of a folder. */
  private static Path write(String scenes, Path folder, int count) throws IOException {
    List<String> names;
    try (Stream<Path> files = Files.list(Path.of(scenes))) {
      names =
          files
              .map(Path::toString)
              .filter(name -> name.endsWith(".tif"))
              .sorted()
              .limit(count)
              .map(name -> "'" + name.replace("'", "''") + "'")
              .toList();
    }
    return Files.writeString(
        folder.resolve("config.yaml"),
        "scenes: ["
            + String.join(", ", names)
            + "]\ntitle: Training\ngrid: {size: 320x180}\nmemory: 700MiB\n");
  }
}
