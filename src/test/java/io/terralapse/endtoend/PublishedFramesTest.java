package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was published stays as it is, whatever arrives, is replaced, is lost or is removed; and a
 * run says what it changes.
 */
@Slow
class PublishedFramesTest {
  private static final int WIDTH = PublishedSite.WIDTH;
  private static final SyntheticScenes SCENES = PublishedSite.SCENES;

  @TempDir Path root = Path.of("");

  private PublishedSite site(String... lines) throws IOException {
    return new PublishedSite(root, lines);
  }

  @Test
  void aLateSceneChangesNoPublishedPicture() throws IOException {
    PublishedSite site = site().with(0, 1, 3);
    assertEquals("[]", PublishedSite.notices(site.render()));
    List<String> lines = List.of(site.line(0), site.line(1), site.line(3));
    JsonNode before = site.lock();
    List<byte[]> pictures = List.of(site.picture(0), site.picture(1), site.picture(3));

    JsonNode result = site.with(2).render("--locked");
    assertTrue(
        PublishedSite.notices(result)
            .contains("arrived late and becomes frame 3, before published ones"),
        PublishedSite.notices(result));
    assertEquals(lines, List.of(site.line(0), site.line(1), site.line(3)));
    for (String part : List.of("grid", "stretch", "frames", "alignment", "furniture")) {
      assertEquals(before.path(part), site.lock().path(part), part);
    }
    assertEquals(4, result.path("frames").asInt());
    assertArrayEquals(pictures.get(0), site.picture(0));
    assertArrayEquals(pictures.get(1), site.picture(1));
    assertArrayEquals(pictures.get(2), site.picture(3));
    // One that comes last is what everyone expects.
    assertEquals("[]", PublishedSite.notices(site.with(4).render("--locked")));
  }

  @Test
  void aSupersededSceneChangesItsOwnFrameOnly() throws IOException {
    PublishedSite site = site().with(0, 1, 2);
    site.render();
    List<String> lines = List.of(site.line(0), site.line(2));
    List<byte[]> pictures = List.of(site.picture(0), site.picture(2));
    String newer =
        SCENES.dates().get(1).fileName().replace("N0510", "N0511").replace("T134500", "T235900");
    site.write(newer, 1, 1.1, WIDTH);
    JsonNode result = site.render("--locked");
    assertTrue(PublishedSite.notices(result).contains("supersedes"), PublishedSite.notices(result));
    assertTrue(
        PublishedSite.notices(result).contains("so frame 2 is drawn again"),
        PublishedSite.notices(result));
    assertTrue(result.path("dropped").toString().contains("superseded"), result.toString());
    assertEquals(lines, List.of(site.line(0), site.line(2)));
    assertEquals("", site.line(1));
    assertArrayEquals(pictures.get(0), site.picture(0));
    assertArrayEquals(pictures.get(1), site.picture(2));
  }

  @Test
  void anUnreadableNewerProcessingLeavesThePublishedFrame() throws IOException {
    PublishedSite site = site().with(0, 1, 2);
    site.render();
    List<String> lines = List.of(site.line(0), site.line(1), site.line(2));
    byte[] picture = site.picture(1);
    String newer =
        SCENES.dates().get(1).fileName().replace("N0510", "N0511").replace("T134500", "T235900");
    Path torn = site.file(1).resolveSibling(newer);
    new TinyTiff(WIDTH, SCENES.pixels(1)[0].length / WIDTH, SampleType.UINT16)
        .georeferenced(SyntheticScenes.EPSG, SyntheticScenes.TRANSFORM)
        .deflated()
        .write(torn, SCENES.pixels(1));
    byte[] bytes = Files.readAllBytes(torn);
    Arrays.fill(bytes, 8, 200, (byte) -1); // the beginning of the packed pixels
    Files.write(torn, bytes);

    JsonNode result = site.render("--locked");
    assertEquals("[]", PublishedSite.notices(result));
    assertEquals(lines, List.of(site.line(0), site.line(1), site.line(2)));
    assertArrayEquals(picture, site.picture(1));
    assertTrue(result.path("dropped").toString().contains("unreadable"), result.toString());
    assertFalse(result.path("dropped").toString().contains("superseded"), result.toString());
    assertTrue(result.path("issues").toString().contains("could not be read"), result.toString());
  }

  @Test
  void aRemovedSceneTakesItsFrameOnlyEvenIfItWasTheReference() throws IOException {
    PublishedSite site = site().with(0, 1, 2, 3);
    site.render();
    String anchor = site.lock().path("alignment").path("anchor").path("id").asText();
    int gone =
        List.of(0, 1, 2, 3).stream()
            .filter(i -> site.file(i).getFileName().toString().startsWith(anchor))
            .findFirst()
            .orElseThrow();
    int kept = gone == 1 ? 2 : 1;
    byte[] picture = site.picture(kept);
    Files.delete(site.file(gone));
    JsonNode result = site.render("--locked");
    assertTrue(
        PublishedSite.notices(result).contains("was published and is no longer used"),
        PublishedSite.notices(result));
    assertEquals("[]", result.path("moved").toString());
    assertArrayEquals(picture, site.picture(kept));
    JsonNode reference = site.lock().path("alignment").path("anchor");
    assertNotEquals(anchor, reference.path("id").asText());
    assertTrue(reference.path("why").asText().contains("replaces the published reference"));

    // What arrives now is measured against the other date, in the datum of the published ones.
    JsonNode scenes = site.with(4).job.ledger().path("scenes");
    double before = scenes.get(0).path("shift").path("dxPx").asDouble();
    site.render("--locked");
    JsonNode now = site.job.ledger().path("scenes");
    assertEquals(before, now.get(0).path("shift").path("dxPx").asDouble());
    int first = gone == 0 ? 1 : 0;
    assertEquals(
        SCENES.dates().get(4).dxPx() - SCENES.dates().get(first).dxPx(),
        now.get(3).path("shift").path("dxPx").asDouble() - before,
        0.05);
    assertArrayEquals(picture, site.picture(kept));
  }

  @Test
  void changedSettingsRederiveWhatDependsOnThemAndLockedRefuses() throws IOException {
    PublishedSite site = site().with(0, 1, 2);
    site.render();
    JsonNode stretch = site.lock().path("stretch");
    Job.Outcome refused = site.job.run("render", "--locked", "--set", "look.gamma=1.3").exits(2);
    assertTrue(
        refused.err().contains("holds a stretch that was derived for other settings under look"),
        refused.err());
    JsonNode changed = site.render("--set", "look.gamma=1.3");
    assertTrue(
        PublishedSite.issues(changed).contains("every published frame changes"),
        PublishedSite.issues(changed));
    assertNotEquals(stretch.path("gamma"), site.lock().path("stretch").path("gamma"));
    assertEquals("[]", changed.path("moved").toString(), "shifts do not depend on it");

    String drop = "select.drop=[\"2024-01-15\"]";
    refused = site.job.run("render", "--locked", "--set", "look.gamma=1.3", "--set", drop).exits(2);
    assertTrue(refused.err().contains("selected for other settings under select"), refused.err());
    changed = site.render("--set", "look.gamma=1.3", "--set", drop);
    assertTrue(
        PublishedSite.issues(changed).contains("1 published frame changed or left"),
        PublishedSite.issues(changed));
    // Settings that change no frame need no warning.
    changed = site.render("--set", "look.gamma=1.3", "--set", "select.max_cloud=90");
    assertFalse(
        PublishedSite.issues(changed).contains("changed or left, and 0"),
        PublishedSite.issues(changed));
  }

  @Test
  void aLostCacheGivesTheSameFiles() throws IOException {
    PublishedSite site = site("outputs: {alignment: true}").with(0, 1, 2);
    site.render();
    site.with(3).render();
    byte[] video = Files.readAllBytes(site.job.video());
    byte[] lock = Files.readAllBytes(site.lockFile());
    delete(site.job.folder().resolve(".terralapse"));
    delete(site.job.output(""));
    site.render("--locked");
    assertArrayEquals(lock, Files.readAllBytes(site.lockFile()));
    assertArrayEquals(video, Files.readAllBytes(site.job.video()));
    assertEquals("unchanged", site.render("--locked").path("status").asText());
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Test
  void theBestOfAPeriodIsThePublishedOne() throws IOException {
    PublishedSite site =
        site(
            "aoi: {te: [500000, 5097600, 503200, 5100000], te_srs: \"EPSG:32633\"}",
            "select: {best_per: month, min_coverage: 50}",
            "coregister: {model: off}");
    site.write(SCENES.dates().get(0).fileName(), 0, 1, WIDTH * 3 / 4);
    site.with(3).render();
    byte[] picture = site.picture(0);
    // In January as well, and complete.
    JsonNode result = site.with(2).render("--locked");
    assertEquals(2, result.path("frames").asInt());
    assertTrue(
        result.path("dropped").toString().contains("is published; run with --relock"),
        result.path("dropped").toString());
    assertArrayEquals(picture, site.picture(0));
    site.render("--relock");
    assertEquals("", site.line(0), "the complete one is better");
    assertFalse(site.line(2).isEmpty());
  }

  @Test
  void aFilledFrameStaysFilledFromTheSameDates() throws IOException {
    PublishedSite site = site("look: {fill: nearest}", "select: {min_coverage: 50}");
    site.write(SCENES.dates().get(0).fileName(), 0, 1, WIDTH * 3 / 4);
    site.with(4);
    String te = "aoi={te: [500000, 5097600, 503200, 5100000], te_srs: \"EPSG:32633\"}";
    site.render("--set", te);
    String line = site.line(0);
    assertTrue(line.contains("filledFrom"), line);
    // Nearer in time, and much brighter.
    site.write(SCENES.dates().get(1).fileName(), 1, 1.4, WIDTH);
    site.render("--set", te, "--locked");
    assertEquals(line, site.line(0));
    Files.delete(site.file(4));
    JsonNode result = site.render("--set", te, "--locked");
    assertTrue(
        PublishedSite.notices(result).contains("was filled from a date that is gone"),
        PublishedSite.notices(result));
    assertTrue(site.line(0).contains(SCENES.dates().get(1).fileName().replace(".tif", "")));
  }

  @Test
  void aStretchThatWouldBeNoticeablyDifferentIsKeptAndNamed() throws IOException {
    PublishedSite site = site().with(0, 1, 2);
    site.render();
    JsonNode stretch = site.lock().path("stretch");
    byte[] picture = site.picture(1);
    for (int i = 3; i < 6; i++) {
      site.write(SCENES.dates().get(i).fileName(), i, 0.4, WIDTH);
    }
    JsonNode result = site.render("--locked");
    assertTrue(
        PublishedSite.notices(result)
            .matches(".*keeps the stretch of the published frames.*differ by [1-9].*"),
        PublishedSite.notices(result));
    assertEquals(stretch, site.lock().path("stretch"));
    assertArrayEquals(picture, site.picture(1));
    result = site.render("--relock");
    assertEquals("[]", PublishedSite.notices(result));
    assertNotEquals(stretch, site.lock().path("stretch"));
  }

  @Test
  void aSingleDateThatWasAllowedIsNotCurrentWithoutThePermission() throws IOException {
    PublishedSite site = site().with(0);
    site.render("--allow-single");
    assertEquals("unchanged", site.render("--allow-single").path("status").asText());
    assertTrue(site.job.run("render").exits(3).err().contains("only one date is left"));
  }
}
