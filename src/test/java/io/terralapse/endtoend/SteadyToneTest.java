package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.DecodedFrames;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the setting to the picture: the tones of the dates are matched, reported, and kept. */
@Slow
class SteadyToneTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(WIDTH, HEIGHT, 6, 13, 1.0, false, false));
  private static final double[] GAINS = {1, 1.1, 0.94, 0.9, 1.06, 1.12};

  /** Of the processing baseline in the files' names: a gain is one of reflectance. */
  private static final float OFFSET = 1000;

  @TempDir Path root = Path.of("");

  private Job job(int dates, String... lines) throws IOException {
    for (int i = 0; i < dates; i++) {
      add(i);
    }
    // One coded frame for each date, so that frames can be compared.
    List<String> fixed = List.of("pace: {fps: variable}");
    return Job.in(root.resolve("job"), root.resolve("scenes"), fixed, lines);
  }

  private void add(int index) throws IOException {
    Path scenes = Files.createDirectories(root.resolve("scenes"));
    // The same land in the same season.
    float[][] bands = SCENES.pixels(0);
    for (float[] band : bands) {
      for (int i = 0; i < band.length; i++) {
        band[i] = OFFSET + (float) GAINS[index] * band[i];
      }
    }
    new TinyTiff(WIDTH, HEIGHT, SampleType.UINT16)
        .georeferenced(SyntheticScenes.EPSG, SyntheticScenes.TRANSFORM)
        .nodata("0")
        .write(scenes.resolve(SCENES.dates().get(index).fileName()), bands);
  }

  private static List<String> lockedTones(Job job) throws IOException {
    return Files.readAllLines(job.folder().resolve("job.lock")).stream()
        .map(line -> line.replaceFirst("^[ ,]+", ""))
        .filter(line -> line.contains("\"tone\":{"))
        .toList();
  }

  /** How far the true gains are apart, and what the corrections leave of that; log units. */
  private static double[] spreads(JsonNode scenes) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double leastLeft = Double.POSITIVE_INFINITY;
    double mostLeft = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < scenes.size(); i++) {
      double truth = Math.log(GAINS[i]);
      double left = truth + Math.log(scenes.path(i).path("gain").asDouble());
      least = Math.min(least, truth);
      most = Math.max(most, truth);
      leastLeft = Math.min(leastLeft, left);
      mostLeft = Math.max(mostLeft, left);
    }
    return new double[] {most - least, mostLeft - leastLeft};
  }

  @Test
  void theLedgerTellsGainsThatUndoTheExposures() throws IOException {
    Job job = job(6);
    job.run("render").exits(0);
    JsonNode scenes = job.ledger().path("scenes");
    for (JsonNode scene : scenes) {
      JsonNode tone = scene.path("tone");
      assertEquals("gain", tone.path("method").asText(), tone.toString());
      assertEquals(3, tone.path("gain").size());
      assertTrue(tone.path("noChangePercent").asDouble() > 3, tone.toString());
      assertTrue(tone.path("residual").asDouble() < 0.02, tone.toString());
    }
    double[] spreads = spreads(scenes);
    assertTrue(spreads[1] < 0.3 * spreads[0], spreads[1] + " is left of " + spreads[0]);
  }

  @Test
  void anArrivalChangesNoPublishedTone() throws Exception {
    Job job = job(5);
    job.run("render").exits(0);
    List<String> tones = lockedTones(job);
    List<String> frames = DecodedFrames.hashes(job.video());
    assertEquals(5, tones.size());
    add(5);
    job.run("render", "--locked").exits(0);
    assertEquals(tones, lockedTones(job).subList(0, 5));
    assertEquals(6, lockedTones(job).size());
    assertEquals(frames, DecodedFrames.hashes(job.video()).subList(0, 5));
    assertTrue(spreads(job.ledger().path("scenes"))[1] < 0.05);
  }

  @Test
  void aRunWithoutCacheFindsTheSameTones() throws Exception {
    Job job = job(4);
    job.run("render").exits(0);
    List<String> tones = lockedTones(job);
    job.run("render", "--relock", "--no-cache").exits(0);
    assertEquals(tones, lockedTones(job));
  }

  @Test
  void offKeepsTheValuesAndTheOtherModesDiffer() throws Exception {
    Job job = job(4);
    job.run("render", "--set", "look.deflicker=off").exits(0);
    List<String> off = DecodedFrames.hashes(job.video());
    JsonNode tone = job.ledger().path("scenes").path(0).path("tone");
    assertEquals("off", tone.path("method").asText());
    assertEquals(List.of(), lockedTones(job));
    job.run("render", "--locked").exits(2);
    job.run("render").exits(0);
    List<String> gain = DecodedFrames.hashes(job.video());
    assertNotEquals(off, gain);
    job.run("render", "--set", "look.deflicker=full").exits(0);
    assertNotEquals(gain, DecodedFrames.hashes(job.video()));
    assertEquals("full", job.ledger().path("scenes").path(0).path("tone").path("method").asText());
  }
}
