package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A video that flashes is pointed out, and refused under {@code --strict}. */
@Slow
class FlashTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final String[] SETTINGS = {
    "coregister: {model: off}",
    "look: {stretch: [0, 1], fill: none}",
    "select: {max_cloud: 100, min_coverage: 0}"
  };

  @TempDir static Path root = Path.of("");
  private static Path scenes;

  /** Twelve days, dark and bright in turn. */
  @BeforeAll
  static void write() throws IOException {
    scenes = Files.createDirectories(root.resolve("scenes"));
    for (int i = 0; i < 12; i++) {
      float[][] bands = new float[3][WIDTH * HEIGHT];
      for (float[] band : bands) {
        Arrays.fill(band, i % 2 == 0 ? 2500 : 8000);
      }
      String day = "202401" + (10 + i);
      String name = "S2A_MSIL2A_" + day + "T100031_N0510_R122_T33TWM_" + day + "T134500.tif";
      new TinyTiff(WIDTH, HEIGHT, SampleType.UINT16)
          .georeferenced(SyntheticScenes.EPSG, SyntheticScenes.TRANSFORM)
          .write(scenes.resolve(name), bands);
    }
  }

  private static Job job(String name, String pace) throws IOException {
    return Job.in(
        root.resolve(name), scenes, SETTINGS[0], SETTINGS[1], SETTINGS[2], "pace: " + pace);
  }

  private static boolean flashes(Job job) throws IOException {
    for (JsonNode issue : job.ledger().path("issues")) {
      if (issue.path("code").asText().equals("flashes")) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aFastAlternationOfDarkAndBrightIsAWarningWithAPaceThatPasses() throws IOException {
    Job job = job("fast", "{seconds_per_frame: 0.08}");
    Job.Outcome outcome = job.run("render").exits(0);
    assertTrue(outcome.err().contains("flashes more than three times a second"), outcome.err());
    assertTrue(outcome.err().contains("2024-01-17"), outcome.err());
    assertTrue(flashes(job));
    assertTrue(job.run("render").exits(0).err().contains("flashes"), "also if nothing changed");
    Job.Outcome strict = job.run("render", "--strict").exits(5);
    assertTrue(strict.err().contains("flashes"), strict.err());

    Matcher pace =
        Pattern.compile("pace\\.seconds_per_frame: ([0-9.]+[0-9])").matcher(outcome.err());
    assertTrue(pace.find(), outcome.err());
    Job slower = job("slower", "{seconds_per_frame: " + pace.group(1) + "}");
    slower.run("render", "--strict").exits(0);
    assertFalse(flashes(slower));
  }

  @Test
  void theUsualPaceIsSafe() throws IOException {
    Job job = job("usual", "{}");
    job.run("render", "--strict").exits(0);
    assertFalse(flashes(job));
  }

  @Test
  void anAnimatedPictureIsCheckedAsAVideoIs() throws IOException {
    Job job = job("picture", "{seconds_per_frame: 0.08}");
    job.run("render", "--set", "outputs.mp4=false", "--set", "outputs.webp=true").exits(0);
    assertTrue(flashes(job));
  }
}
