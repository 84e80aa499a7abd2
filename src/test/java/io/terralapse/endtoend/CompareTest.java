package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.testkit.DecodedFrames;
import io.terralapse.testkit.SyntheticScenes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames of two panels. */
class CompareTest {
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(160, 120, 5, 5, 1, false, false));

  @TempDir Path root = Path.of("");

  private static int brightness(BufferedImage image, int x, int y) {
    int rgb = image.getRGB(x, y);
    return ((rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF)) / 3;
  }

  @Test
  void twoBandCombinationsOfOneSequence() throws IOException {
    Path scenes = root.resolve("scenes");
    List<Path> files = SCENES.write(scenes);
    Path later = Files.move(files.get(4), root.resolve("later.tif"));
    Job job =
        Job.in(
            root.resolve("job"),
            scenes,
            "pace: {fps: variable}",
            "compare: {title: Mirror, bands: [blue, green, red]}");
    job.run("render").exits(0);

    BufferedImage poster = ImageIO.read(job.output("job-poster.jpg").toFile());
    JsonNode ledger = job.ledger();
    int first = ledger.at("/grid/width").asInt();
    assertEquals(2 * first + 4, poster.getWidth());
    assertTrue(brightness(poster, first + 2, poster.getHeight() / 2) > 240, "divider");
    int left = poster.getRGB(first / 2, poster.getHeight() / 2);
    int right = poster.getRGB(first + 4 + first / 2, poster.getHeight() / 2);
    assertEquals(left >> 16 & 0xFF, right & 0xFF, 12);
    assertEquals(left & 0xFF, right >> 16 & 0xFF, 12);
    JsonNode second = ledger.path("secondPanel");
    assertEquals("Mirror", second.path("title").asText());
    assertEquals(4, second.path("scenes").size());
    assertEquals(
        ledger.at("/scenes/1/shift/dxPx").asDouble(), second.at("/scenes/1/shift/dxPx").asDouble());
    assertTrue(Files.exists(job.folder().resolve("job-compare.lock")));
    assertTrue(job.run("render").exits(0).out().contains("Up to date"));
    job.run("verify").exits(0);

    List<String> before = DecodedFrames.hashes(job.video());
    Files.move(later, scenes.resolve(files.get(4).getFileName()));
    job.run("render").exits(0);
    List<String> after = DecodedFrames.hashes(job.video());
    assertEquals(before, after.subList(0, 4));
    assertEquals(5, after.size());

    Files.delete(job.folder().resolve("job-compare.lock"));
    String refused = job.run("render", "--locked").exits(2).err();
    assertTrue(refused.contains("--locked: job-compare.lock is missing"), refused);
    assertTrue(job.run("verify").exits(5).out().contains("job-compare.lock"));
  }

  @Test
  void anotherStretchOfTheSecondPanelMakesAnotherVideo() throws IOException {
    Path scenes = root.resolve("scenes");
    SCENES.write(scenes);
    String compare = "coregister: {model: off}\ncompare: {bands: red, layout: stacked";
    Job job = Job.in(root.resolve("job"), scenes, compare + "}");
    job.run("render").exits(0);
    List<String> before = DecodedFrames.pictures(job.video());
    BufferedImage poster = ImageIO.read(job.output("job-poster.jpg").toFile());
    assertEquals(2 * job.ledger().at("/grid/height").asInt() + 4, poster.getHeight());

    Job.in(root.resolve("job"), scenes, compare + ", stretch: [0, 0.9], colormap: magma}");
    assertTrue(job.run("render").exits(0).out().contains("Rendered"));
    assertNotEquals(before, DecodedFrames.pictures(job.video()));
  }

  @Test
  void twoPlacesOnOneTimeline() throws IOException {
    Path scenes = root.resolve("here");
    List<Path> files = SCENES.write(scenes);
    Path there = Files.createDirectories(root.resolve("there"));
    for (int i = 1; i < 5; i += 2) {
      Files.move(files.get(i), there.resolve(files.get(i).getFileName()));
    }
    Job job =
        Job.in(
            root.resolve("job"),
            scenes,
            "coregister: {model: off}",
            "compare: {title: There, scenes: ['" + there + "']}");
    job.run("render").exits(0);

    JsonNode ledger = job.ledger();
    assertEquals(4, pictures(ledger));
    // The first date here is shown with the first date there, the next ones as they come.
    assertEquals(List.of(0, 1, 3), frames(ledger.path("scenes")));
    assertEquals(List.of(0, 2), frames(ledger.at("/secondPanel/scenes")));
    assertEquals(
        ledger.at("/scenes/1/endSeconds").asDouble(),
        ledger.at("/scenes/2/startSeconds").asDouble());
    List<String> table = Files.readAllLines(job.output("job.ledger.csv"));
    assertTrue(table.get(0).endsWith(",panel"), table.get(0));
    assertEquals(2, table.stream().filter(line -> line.endsWith(",2")).count());
    assertTrue(job.run("render").exits(0).out().contains("Up to date"));
    job.run("verify").exits(0);

    Path changed = there.resolve(files.get(3).getFileName());
    byte[] bytes = Files.readAllBytes(changed);
    bytes[bytes.length / 2] ^= 1;
    Files.write(changed, bytes);
    String said = job.run("verify").exits(5).out();
    assertTrue(said.contains(changed.getFileName().toString().replace(".tif", "")), said);
  }

  private static int pictures(JsonNode ledger) {
    int pictures = 0;
    for (JsonNode segment : ledger.at("/outputs/0/segments")) {
      pictures += segment.path("pictures").asInt();
    }
    return pictures;
  }

  private static List<Integer> frames(JsonNode scenes) {
    List<Integer> frames = new ArrayList<>();
    scenes.forEach(scene -> frames.add(scene.path("frameIndex").asInt(-1)));
    return frames;
  }

  @Test
  void whatIsWrongInTheSecondPanelIsNamedAsIts() throws IOException {
    Path scenes = root.resolve("scenes");
    SCENES.write(scenes);
    Job job = Job.in(root.resolve("none"), scenes, "compare: {scenes: [nowhere]}");
    String said = job.run("render").exits(2).err();
    assertTrue(
        said.contains("compare: the second panel: scenes: \"nowhere\" does not exist"), said);
  }
}
