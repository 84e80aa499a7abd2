package io.terralapse.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A job whose scenes come and go. */
final class PublishedSite {
  static final int WIDTH = 320;
  static final int HEIGHT = 240;
  static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(WIDTH, HEIGHT, 6, 13, 2.0, false, false));

  private final Path root;
  private final Path scenes;
  final Job job;

  PublishedSite(Path root, String... lines) throws IOException {
    this.root = root;
    scenes = Files.createDirectories(root.resolve("scenes"));
    job = Job.in(root.resolve("job"), scenes, lines);
  }

  /** Adds dates as they are. */
  PublishedSite with(int... indices) throws IOException {
    for (int i : indices) {
      write(SCENES.dates().get(i).fileName(), i, 1, WIDTH);
    }
    return this;
  }

  /** Adds a date with other values, of which only the left part has data. */
  void write(String name, int index, double gain, int columns) throws IOException {
    float[][] bands = SCENES.pixels(index);
    float[][] written = new float[bands.length][];
    for (int band = 0; band < bands.length; band++) {
      written[band] = bands[band].clone();
      for (int i = 0; i < written[band].length; i++) {
        written[band][i] = i % WIDTH < columns ? Math.max(1, (float) (gain * written[band][i])) : 0;
      }
    }
    new TinyTiff(WIDTH, HEIGHT, SampleType.UINT16)
        .georeferenced(SyntheticScenes.EPSG, SyntheticScenes.TRANSFORM)
        .nodata("0")
        .write(scenes.resolve(name), written);
  }

  /** Adds bands as they are, of integers or of fractions. */
  void write(String name, SampleType type, double gain, float[][] bands) throws IOException {
    float[][] written = new float[bands.length][];
    for (int band = 0; band < bands.length; band++) {
      written[band] = bands[band].clone();
      for (int i = 0; i < written[band].length; i++) {
        written[band][i] *= (float) gain;
      }
    }
    new TinyTiff(WIDTH, HEIGHT, type)
        .georeferenced(SyntheticScenes.EPSG, SyntheticScenes.TRANSFORM)
        .write(scenes.resolve(name), written);
  }

  Path file(int index) {
    return scenes.resolve(SCENES.dates().get(index).fileName());
  }

  JsonNode render(String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("--json"));
    words.addAll(List.of(options));
    return job.run("render", words.toArray(String[]::new)).exits(0).json();
  }

  /** The picture of a date. */
  byte[] picture(int index) throws IOException {
    Path file = root.resolve("still.png");
    job.run("still", SCENES.dates().get(index).day().toString(), "-o", file.toString()).exits(0);
    return Files.readAllBytes(file);
  }

  Path lockFile() {
    return job.folder().resolve("job.lock");
  }

  JsonNode lock() throws IOException {
    return new ObjectMapper().readTree(lockFile().toFile());
  }

  /** The line of a date in the lock. */
  String line(int index) throws IOException {
    String id = SCENES.dates().get(index).fileName().replace(".tif", "");
    return Files.readAllLines(lockFile()).stream()
        .map(line -> line.replaceFirst("^[ ,]+", ""))
        .filter(line -> line.startsWith("{\"id\":\"" + id + "\""))
        .findFirst()
        .orElse("");
  }

  static String notices(JsonNode result) {
    return result.path("notices").toString();
  }

  static String issues(JsonNode result) {
    return result.path("issues").toString();
  }
}
