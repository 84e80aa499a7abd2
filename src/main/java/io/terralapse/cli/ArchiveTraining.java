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

  /** A part of the sample scenes. */
  private static final String AREA =
      "aoi: {te: [486400, 5206100, 490400, 5208200], te_srs: 'EPSG:26914'}\n";

  private static final int DATES = 4;

  /**
   * Renders a few small frames twice, then one more, each as most jobs are: scenes in a folder,
   * with and without an area. Nothing depends on success: what was loaded by then is archived.
   *
   * @param args a folder of scenes, and an empty folder to work in
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    List<Path> scenes = scenes(Path.of(args[0]));
    Path target = Files.createDirectory(folder.resolve("scenes"));
    for (Path scene : scenes.subList(0, DATES)) {
      Files.copy(scene, target.resolve(scene.getFileName()));
    }
    Wiring.run("doctor", args[1]);
    Wiring.run("plan", write(folder, AREA).toString());
    String config = write(folder, "").toString();
    Wiring.run("render", config);
    Wiring.run("render", config);
    // A scene that arrives.
    Files.copy(scenes.get(DATES), target.resolve(scenes.get(DATES).getFileName()));
    Wiring.run("render", config);
    System.exit(0);
  }

  private static List<Path> scenes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".tif")).sorted().toList();
    }
  }

  /** The configuration of a job. */
  private static Path write(Path folder, String more) throws IOException {
    return Files.writeString(
        folder.resolve("config.yaml"),
        "scenes: [scenes]\ntitle: Training\ngrid: {size: 320x180}\nmemory: 700MiB\n" + more);
  }
}
