package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.testkit.DecodedFrames;
import io.terralapse.testkit.SyntheticScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlaysTest {
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(240, 200, 4, 5, 1, false, false));

  @TempDir static Path root;
  private static Path scenes;

  @BeforeAll
  static void writeScenes() throws IOException {
    scenes = root.resolve("scenes");
    SCENES.write(scenes);
  }

  private static void pier(Path file, String properties) throws IOException {
    Files.writeString(
        file,
        "{\"type\":\"Feature\",\"properties\":{"
            + properties
            + "},\"geometry\":{\"type\":\"Point\",\"coordinates\":"
            + SyntheticScenes.position(120, 90)
            + "}}");
  }

  @Test
  void anOverlayChangesTheFramesOfItsDatesAndNoOthers() throws IOException {
    Job plain = Job.in(root.resolve("plain"), scenes, "pace: {fps: variable}");
    plain.run("render").exits(0);
    Path file = root.resolve("pier.geojson");
    String third = SCENES.dates().get(2).day().toString();
    pier(file, "\"label\":\"Pier\",\"valid_from\":\"" + third + "\"");
    Job job =
        Job.in(
            root.resolve("job"),
            scenes,
            "pace: {fps: variable}",
            "furniture: {overlays: [{geojson: '" + file + "'}]}");
    job.run("render").exits(0);
    List<String> without = DecodedFrames.hashes(plain.video());
    List<String> with = DecodedFrames.hashes(job.video());
    assertEquals(without.subList(0, 2), with.subList(0, 2));
    assertNotEquals(without.get(2), with.get(2));
    assertNotEquals(without.get(3), with.get(3));
    assertTrue(job.run("render").exits(0).out().contains("Up to date"));
    pier(file, "\"label\":\"Quay\",\"valid_from\":\"" + third + "\"");
    assertTrue(job.run("render").exits(0).out().contains("Rendered"), "another label");
  }

  @Test
  void aFileThatIsNotThereIsRefusedBeforeAnythingIsRead() throws IOException {
    Job job =
        Job.in(root.resolve("gone"), scenes, "furniture: {overlays: [{geojson: gone.geojson}]}");
    String said = job.run("render").exits(2).err();
    assertTrue(said.contains("furniture.overlays: ") && said.contains("gone.geojson"), said);
  }

  @Test
  void aFileOfSomethingElseIsRefusedByThePlan() throws IOException {
    Path file = Files.writeString(root.resolve("notes.txt"), "pier: 1900");
    Job job =
        Job.in(root.resolve("notes"), scenes, "furniture: {overlays: [{geojson: '" + file + "'}]}");
    for (String verb : List.of("plan", "render")) {
      String said = job.run(verb).exits(2).err();
      assertTrue(said.contains("furniture.overlays: " + file + " is not valid JSON"), said);
      assertFalse(said.contains("reading"), said);
    }
  }

  @Test
  void aLabelThatNoFontCanDrawIsRefused() throws IOException {
    Path file = root.resolve("bridge.geojson");
    pier(file, "\"name\":\"橋\"");
    Job job =
        Job.in(root.resolve("odd"), scenes, "furniture: {overlays: [{geojson: '" + file + "'}]}");
    assertTrue(job.run("render").exits(2).err().contains("furniture.overlays: no font has"));
  }
}
