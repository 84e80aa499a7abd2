package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.ArrayList;
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
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(WIDTH, HEIGHT, 6, 13, 2.0, false, false));

  @TempDir Path root = Path.of("");

  /** A job whose scenes come and go. */
  private final class Site {
    private final Path scenes;
    private final Job job;

    Site(String... lines) throws IOException {
      scenes = Files.createDirectories(root.resolve("scenes"));
      job = Job.in(root.resolve("job"), scenes, lines);
    }

    /** Adds dates as they are. */
    Site with(int... indices) throws IOException {
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
          written[band][i] =
              i % WIDTH < columns ? Math.max(1, (float) (gain * written[band][i])) : 0;
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
      return new ObjectMapper()
          .readTree(job.run("render", words.toArray(String[]::new)).exits(0).out());
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
  }

  private static String notices(JsonNode result) {
    return result.path("notices").toString();
  }

  private static String issues(JsonNode result) {
    return result.path("issues").toString();
  }

  @Test
  void aLateSceneChangesNoPublishedPicture() throws IOException {
    Site site = new Site().with(0, 1, 3);
    assertEquals("[]", notices(site.render()));
    List<String> lines = List.of(site.line(0), site.line(1), site.line(3));
    JsonNode before = site.lock();
    List<byte[]> pictures = List.of(site.picture(0), site.picture(1), site.picture(3));

    JsonNode result = site.with(2).render("--locked");
    assertTrue(
        notices(result).contains("arrived late and becomes frame 3, before published ones"),
        notices(result));
    assertEquals(lines, List.of(site.line(0), site.line(1), site.line(3)));
    for (String part : List.of("grid", "stretch", "frames", "alignment", "furniture")) {
      assertEquals(before.path(part), site.lock().path(part), part);
    }
    assertEquals(4, result.path("frames").asInt());
    assertArrayEquals(pictures.get(0), site.picture(0));
    assertArrayEquals(pictures.get(1), site.picture(1));
    assertArrayEquals(pictures.get(2), site.picture(3));
    // One that comes last is what everyone expects.
    assertEquals("[]", notices(site.with(4).render("--locked")));
  }

  @Test
  void aSupersededSceneChangesItsOwnFrameOnly() throws IOException {
    Site site = new Site().with(0, 1, 2);
    site.render();
    List<String> lines = List.of(site.line(0), site.line(2));
    List<byte[]> pictures = List.of(site.picture(0), site.picture(2));
    String newer =
        SCENES.dates().get(1).fileName().replace("N0510", "N0511").replace("T134500", "T235900");
    site.write(newer, 1, 1.1, WIDTH);
    JsonNode result = site.render("--locked");
    assertTrue(notices(result).contains("supersedes"), notices(result));
    assertTrue(notices(result).contains("so frame 2 is drawn again"), notices(result));
    assertTrue(result.path("dropped").toString().contains("superseded"), result.toString());
    assertEquals(lines, List.of(site.line(0), site.line(2)));
    assertEquals("", site.line(1));
    assertArrayEquals(pictures.get(0), site.picture(0));
    assertArrayEquals(pictures.get(1), site.picture(2));
  }

  @Test
  void aRemovedSceneTakesItsFrameOnlyEvenIfItWasTheReference() throws IOException {
    Site site = new Site().with(0, 1, 2, 3);
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
    assertTrue(notices(result).contains("was published and is no longer used"), notices(result));
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
    Site site = new Site().with(0, 1, 2);
    site.render();
    JsonNode stretch = site.lock().path("stretch");
    Job.Outcome refused = site.job.run("render", "--locked", "--set", "look.gamma=1.3").exits(2);
    assertTrue(
        refused.err().contains("holds a stretch that was derived for other settings under look"),
        refused.err());
    JsonNode changed = site.render("--set", "look.gamma=1.3");
    assertTrue(issues(changed).contains("every published frame changes"), issues(changed));
    assertNotEquals(stretch.path("gamma"), site.lock().path("stretch").path("gamma"));
    assertEquals("[]", changed.path("moved").toString(), "shifts do not depend on it");

    String drop = "select.drop=[\"2024-01-15\"]";
    refused = site.job.run("render", "--locked", "--set", "look.gamma=1.3", "--set", drop).exits(2);
    assertTrue(refused.err().contains("selected for other settings under select"), refused.err());
    changed = site.render("--set", "look.gamma=1.3", "--set", drop);
    assertTrue(issues(changed).contains("1 published frame changed or left"), issues(changed));
    // Settings that change no frame need no warning.
    changed = site.render("--set", "look.gamma=1.3", "--set", "select.max_cloud=90");
    assertFalse(issues(changed).contains("changed or left, and 0"), issues(changed));
  }

  @Test
  void aLostCacheGivesTheSameFiles() throws IOException {
    Site site = new Site("outputs: {alignment: true}").with(0, 1, 2);
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
    Site site =
        new Site(
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
    Site site = new Site("look: {fill: nearest}", "select: {min_coverage: 50}");
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
    assertTrue(notices(result).contains("was filled from a date that is gone"), notices(result));
    assertTrue(site.line(0).contains(SCENES.dates().get(1).fileName().replace(".tif", "")));
  }

  @Test
  void aStretchThatWouldBeNoticeablyDifferentIsKeptAndNamed() throws IOException {
    Site site = new Site().with(0, 1, 2);
    site.render();
    JsonNode stretch = site.lock().path("stretch");
    byte[] picture = site.picture(1);
    for (int i = 3; i < 6; i++) {
      site.write(SCENES.dates().get(i).fileName(), i, 0.4, WIDTH);
    }
    JsonNode result = site.render("--locked");
    assertTrue(
        notices(result).matches(".*keeps the stretch of the published frames.*differ by [1-9].*"),
        notices(result));
    assertEquals(stretch, site.lock().path("stretch"));
    assertArrayEquals(picture, site.picture(1));
    result = site.render("--relock");
    assertEquals("[]", notices(result));
    assertNotEquals(stretch, site.lock().path("stretch"));
  }

  @Test
  void aSingleDateThatWasAllowedIsNotCurrentWithoutThePermission() throws IOException {
    Site site = new Site().with(0);
    site.render("--allow-single");
    assertEquals("unchanged", site.render("--allow-single").path("status").asText());
    assertTrue(site.job.run("render").exits(3).err().contains("only one date is left"));
  }

  @Test
  void datesInAnotherUnitAreConvertedToThatOfThePublishedFrames() throws IOException {
    Site site = new Site("sources: [{match: \"S_*\", bands: [red, green, blue]}]");
    for (int i = 0; i < 2; i++) {
      site.write("S_2024010" + (i + 1) + ".tif", SampleType.UINT16, 1, SCENES.pixels(i));
    }
    site.render();
    JsonNode stretch = site.lock().path("stretch");
    for (int i = 2; i < 5; i++) {
      site.write("S_2024010" + (i + 1) + ".tif", SampleType.FLOAT32, 1e-4, SCENES.pixels(i));
    }
    JsonNode result = site.render("--locked");
    assertEquals(5, result.path("frames").asInt());
    assertEquals("[]", result.path("changedFrames").toString());
    assertEquals(stretch, site.lock().path("stretch"));
    assertTrue(
        notices(result)
            .contains("keeps the unit of the published frames (reflectance times 10,000)"),
        notices(result));
    assertTrue(notices(result).contains("--relock"), notices(result));
    result = site.render("--relock");
    assertEquals("[]", notices(result));
    assertNotEquals(stretch, site.lock().path("stretch"));
  }

  @Test
  void theTrackOfThePublishedFramesIsKeptWhenAnotherBecomesMoreFrequent() throws IOException {
    Site site = new Site("select: {orbit: same}").with(0, 1);
    site.render();
    List<String> lines = List.of(site.line(0), site.line(1));
    for (int i = 2; i < 5; i++) {
      String name = SCENES.dates().get(i).fileName().replaceFirst("_R\\d+_", "_R007_");
      assertNotEquals(SCENES.dates().get(i).fileName(), name);
      site.write(name, i, 1, WIDTH);
    }
    JsonNode result = site.render("--locked");
    assertEquals(2, result.path("frames").asInt());
    assertEquals(lines, List.of(site.line(0), site.line(1)));
    assertEquals("[]", result.path("changedFrames").toString());
    assertTrue(
        notices(result).matches(".*keeps the track \\d+ of the published frames.*are of 7; run.*"),
        notices(result));
    assertTrue(result.path("dropped").toString().contains("the track of the published frames"));
    assertEquals(3, site.render("--relock").path("frames").asInt());
  }

  @Test
  void aReferenceThatIsNoticeablyWorseThanAnotherDateIsKeptAndNamed() throws IOException {
    Site site = new Site().with(0, 1);
    site.render();
    JsonNode anchor = site.lock().path("alignment").path("anchor");
    List<String> lines = List.of(site.line(0), site.line(1));
    // The ground has changed completely: what arrives agrees with each other only.
    for (int i = 2; i < 6; i++) {
      float[][] turned = SCENES.pixels(i);
      for (float[] band : turned) {
        for (int from = 0, to = band.length - 1; from < to; from++, to--) {
          float kept = band[from];
          band[from] = band[to];
          band[to] = kept;
        }
      }
      site.write(SCENES.dates().get(i).fileName(), SampleType.UINT16, 1, turned);
    }
    JsonNode result = site.render("--locked");
    assertEquals(anchor, site.lock().path("alignment").path("anchor"));
    assertEquals(lines, List.of(site.line(0), site.line(1)));
    assertTrue(
        notices(result)
            .matches(
                ".*keeps the reference S2.*agrees with all present dates by 0\\.\\d\\d.*would by 0.*"),
        notices(result));
    result = site.render("--relock");
    assertEquals("[]", notices(result));
    assertNotEquals(anchor, site.lock().path("alignment").path("anchor"));
  }
}
