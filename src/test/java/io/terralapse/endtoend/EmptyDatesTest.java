package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dates of an index that show nothing are named. */
class EmptyDatesTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;

  @TempDir static Path root;

  private interface Ground {
    double at(int pixel);
  }

  private static void write(Path folder, String day, Ground ground) throws IOException {
    float[] band = new float[WIDTH * HEIGHT];
    for (int i = 0; i < band.length; i++) {
      band[i] = (float) ground.at(i);
    }
    new TinyTiff(WIDTH, HEIGHT, SampleType.FLOAT32)
        .georeferenced(SyntheticScenes.EPSG, SyntheticScenes.TRANSFORM)
        .write(folder.resolve("NDVI_" + day + ".tif"), new float[][] {band});
  }

  @Test
  void ofCloudAndOfOneValue() throws Exception {
    Path scenes = Files.createDirectories(root.resolve("scenes"));
    for (int month = 1; month <= 6; month++) {
      int turn = month;
      write(scenes, "2024-0" + month + "-10", i -> 1000 + (i * 37 + turn * 100) % 7000);
    }
    write(scenes, "2024-07-10", i -> i % 20 == 0 ? 4000 : -3000 - i % 100);
    write(scenes, "2024-08-10", i -> 5000);
    Job job =
        Job.in(
            root.resolve("job"),
            scenes,
            "sources: [{match: '*', bands: [ndvi], scale: 0.0001}]",
            "look: {bands: ndvi, stretch: [-0.2, 0.9]}",
            "coregister: {model: 'off'}",
            "outputs: {mp4: false, poster: true}");
    job.run("render").exits(0);
    Map<String, String> said = new HashMap<>();
    for (JsonNode issue : job.ledger().path("issues")) {
      if (issue.path("code").asText().equals("clipped")) {
        said.put(issue.path("subject").asText(), issue.path("sentence").asText());
      }
    }
    assertEquals(2, said.size(), said.toString());
    String all = said.toString();
    assertTrue(all.contains("2024-07-10") && all.contains("the first colour of its index"), all);
    assertTrue(all.contains("2024-08-10") && all.contains("have one value"), all);
  }
}
