package io.terralapse.pipeline;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.terralapse.config.ConfigLoader;
import io.terralapse.config.JobSettings;
import io.terralapse.run.Cancellation;
import io.terralapse.run.Progress;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A job of a few dates of {@value #WIDTH} x {@value #HEIGHT} pixels in a folder. Its alignment is
 * off unless a test switches it on, which is quicker.
 */
final class TinyJob {
  static final int WIDTH = 128;
  static final int HEIGHT = 96;
  static final RunOptions PLAIN =
      new RunOptions(false, false, false, false, false, false, false, "0.1.0");
  static final RunOptions STRICT =
      new RunOptions(false, true, false, false, false, false, false, "0.1.0");
  static final RunOptions NO_CACHE =
      new RunOptions(true, false, false, false, false, false, false, "0.1.0");
  static final RunOptions IF_CHANGED =
      new RunOptions(false, false, true, false, false, false, false, "0.1.0");
  static final RunOptions LOCKED =
      new RunOptions(false, false, false, true, false, false, false, "0.1.0");
  static final RunOptions RELOCK =
      new RunOptions(false, false, false, false, true, false, false, "0.1.0");

  /** Switches the alignment on. */
  static final String ALIGNED = "coregister.model=translation";

  private final Path folder;
  private final List<Path> scenes;
  private final List<String> stages = new ArrayList<>();
  private final Cancellation cancellation = new Cancellation();

  /** Writes the scenes and the configuration. */
  TinyJob(Path folder, int dates) throws IOException {
    this.folder = folder;
    this.scenes =
        new SyntheticScenes(new SyntheticScenes.Options(WIDTH, HEIGHT, dates, 7, 1, false, false))
            .write(folder.resolve("scenes"));
    for (Path scene : scenes) {
      // Old enough that its content key may be remembered.
      Files.setLastModifiedTime(scene, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    }
    // The usual credit does not fit on so small a frame, which is a warning.
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        name: job
        scenes: [scenes]
        jobs: 1
        coregister: {model: off}
        grid: {tr: 10}
        furniture: {credit: A B}
        """);
  }

  /** The file of a scene, by its date's index. */
  Path scene(int index) {
    return scenes.get(index);
  }

  /** The id of a scene, by its date's index. */
  String id(int index) {
    return scene(index).getFileName().toString().replace(".tif", "");
  }

  Path folder() {
    return folder;
  }

  Path output(String name) {
    return folder.resolve("output").resolve(name);
  }

  /**
   * The text of the ledger without hashes of itself and the program, as earlier versions wrote it.
   */
  String earlierLedger() throws IOException {
    String text = Files.readString(output("job.ledger.json"));
    String earlier = text.replaceFirst(",\\s*\"ledgerHash\" : \"[0-9a-f]+\"", "");
    assertNotEquals(text, earlier);
    return earlier.replaceFirst("\"codeVersion\" : \"[0-9a-f]*\",\\s*", "");
  }

  /** Names of the published files. */
  Set<String> published() throws IOException {
    Set<String> names = new TreeSet<>();
    if (Files.exists(output(""))) {
      try (var files = Files.list(output(""))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> !name.startsWith("."))
            .forEach(names::add);
      }
    }
    return names;
  }

  /** Adds a scene whose file name holds no date, about which every run has a warning. */
  void addUndatedScene() throws IOException {
    Files.copy(scene(0), folder.resolve("scenes").resolve("no-date.tif"));
  }

  JobSettings settings(String... sets) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String set : sets) {
      values.put(set.split("=", 2)[0], set.split("=", 2)[1]);
    }
    return ConfigLoader.load(folder.resolve("job.yaml"), values, Map.of());
  }

  RunRequest request(RunOptions options, String... sets) {
    stages.clear();
    return new RunRequest(settings(sets), options, new Recorder(), cancellation);
  }

  /** Renders, and reports the result. */
  RenderResult render(RunOptions options, String... sets) throws Exception {
    RenderResult result = renderUnreported(options, sets);
    new TimelapseJobs().reported(settings(sets));
    return result;
  }

  /** Renders as a run that is stopped before it reports its result. */
  RenderResult renderUnreported(RunOptions options, String... sets) throws Exception {
    return new TimelapseJobs().render(request(options, sets));
  }

  /** The stages of the last request. */
  List<String> stages() {
    return List.copyOf(stages);
  }

  Cancellation cancellation() {
    return cancellation;
  }

  private final class Recorder implements Progress {
    @Override
    public void stage(String name, int total) {
      synchronized (stages) {
        stages.add(name);
      }
    }

    @Override
    public void step() {}

    @Override
    public void note(String line) {}
  }
}
