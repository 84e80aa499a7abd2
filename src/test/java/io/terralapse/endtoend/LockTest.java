package io.terralapse.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.SampleType;
import io.terralapse.testkit.Slow;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Published frames stay where they are while scenes arrive, until someone says otherwise. */
@Slow
class LockTest {
  private static final int COUNT = 5;
  private static final SyntheticScenes SCENES =
      new SyntheticScenes(new SyntheticScenes.Options(480, 360, COUNT, 13, 2.0, false, true));

  @TempDir static Path root = Path.of("");
  private static Path scenes;

  @BeforeAll
  static void write() throws IOException {
    scenes = root.resolve("scenes");
    SCENES.write(scenes);
  }

  /** A job whose scenes arrive one by one. */
  private static final class Arriving {
    private final Path folder;
    private final Job job;

    Arriving(String name, String... lines) throws IOException {
      folder = Files.createDirectories(root.resolve(name).resolve("arrived"));
      job = Job.in(root.resolve(name), folder, lines);
    }

    Arriving with(int... indices) throws IOException {
      for (int i : indices) {
        String name = SCENES.dates().get(i).fileName();
        Files.copy(scenes.resolve(name), folder.resolve(name));
      }
      return this;
    }

    JsonNode lock() throws IOException {
      return new ObjectMapper().readTree(job.folder().resolve("job.lock").toFile());
    }

    JsonNode shift(int scene) throws IOException {
      return job.ledger().path("scenes").get(scene).path("shift");
    }

    /** Moves a published date, as nobody should, to see whether it is held. */
    void tamper(int date, double dx) throws IOException {
      Path file = job.folder().resolve("job.lock");
      JsonNode lock = lock();
      JsonNode shift = lock.path("dates").get(date).path("shift");
      ObjectMapper mapper = new ObjectMapper();
      ((ObjectNode) shift).put("dxPx", dx);
      ((ObjectNode) shift.path("displacement")).put("dx", dx);
      mapper.writeValue(file.toFile(), lock);
    }
  }

  private static long edges(Job job) throws IOException {
    try (Stream<Path> files = Files.list(job.folder().resolve(".terralapse/edges"))) {
      return files.count();
    }
  }

  @Test
  void anArrivalMeasuresItselfAgainstTheOldAnchorWithoutTheOldCache() throws IOException {
    Arriving site = new Arriving("arrival").with(0, 1, 2);
    site.job.run("render").exits(0);
    JsonNode before = site.lock();
    assertEquals(3, before.path("dates").size());

    // Another machine: the lock came with the repository, the cache did not.
    deleteEdges(site.job);
    site.with(3, 4);
    Job.Outcome outcome = site.job.run("render", "--locked", "--json").exits(0);
    assertEquals(2, edges(site.job), "one edge for each that arrived");
    JsonNode after = site.lock();
    assertEquals(before.path("alignment"), after.path("alignment"));
    assertEquals(before.path("stretch"), after.path("stretch"));
    for (int i = 0; i < 3; i++) {
      assertEquals(before.path("dates").get(i), after.path("dates").get(i));
    }
    assertEquals(5, after.path("dates").size());
    assertEquals(0, outcome.json().path("moved").size());
    for (int i = 3; i < COUNT; i++) {
      double expected =
          SCENES.dates().get(i).dxPx()
              - SCENES.dates().get(0).dxPx()
              + site.shift(0).path("dxPx").asDouble();
      assertEquals(expected, site.shift(i).path("dxPx").asDouble(), 0.05);
    }
  }

  private static void deleteEdges(Job job) throws IOException {
    try (Stream<Path> files = Files.list(job.folder().resolve(".terralapse/edges"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aLockedShiftIsAConstantEvenOfTheMedian() throws IOException {
    for (String reference : List.of("2024-01-05", "median")) {
      Arriving site =
          new Arriving("constant-" + reference, "coregister: {reference: " + reference + "}")
              .with(0, 1, 2);
      site.job.run("render").exits(0);
      double was = site.shift(1).path("dxPx").asDouble();
      double anchor = site.shift(0).path("dxPx").asDouble();
      site.tamper(1, was + 0.75);
      site.with(3);
      site.job.run("render").exits(0);
      assertEquals(was + 0.75, site.shift(1).path("dxPx").asDouble(), 1e-3);
      assertEquals(anchor, site.shift(0).path("dxPx").asDouble(), "the gauge stays");
      assertEquals(
          SCENES.dates().get(3).dxPx() - SCENES.dates().get(0).dxPx(),
          site.shift(3).path("dxPx").asDouble() - anchor,
          0.05);
    }
  }

  @Test
  void anotherLockIsAnotherVideoAndTheSameOneIsNothingToDo() throws IOException {
    Arriving site = new Arriving("edited", "coregister: {reference: 2024-01-05}").with(0, 1);
    site.job.run("render").exits(0);
    assertTrue(site.job.run("render").exits(0).out().contains("Up to date"));
    site.tamper(1, 1.25);
    assertTrue(site.job.run("render").exits(0).out().contains("Rendered"));
    assertEquals(1.25, site.shift(1).path("dxPx").asDouble());
    assertTrue(site.job.run("render").exits(0).out().contains("Up to date"));
    Files.delete(site.job.folder().resolve("job.lock"));
    site.job.run("render").exits(0);
    assertNotEquals(1.25, site.shift(1).path("dxPx").asDouble());
  }

  @Test
  void otherSettingsMoveFramesAndSaySoOrAreRefused() throws IOException {
    Arriving site = new Arriving("settings", "coregister: {reference: 2024-01-05}").with(0, 1, 2);
    site.job.run("render").exits(0);
    byte[] video = Files.readAllBytes(site.job.video());
    String other = "coregister.reference=2024-01-15";

    Job.Outcome refused = site.job.run("render", "--locked", "--set", other).exits(2);
    assertTrue(refused.err().contains("--locked: job.lock was made for"), refused.err());
    assertTrue(refused.err().contains("run without --locked"), refused.err());
    assertTrue(Arrays.equals(video, Files.readAllBytes(site.job.video())));

    Job.Outcome strict = site.job.run("render", "--strict", "--set", other).exits(5);
    assertTrue(strict.err().contains("published frames move"), strict.err());

    Job.Outcome moved = site.job.run("render", "--json", "--set", other).exits(0);
    JsonNode result = moved.json();
    assertEquals(3, result.path("moved").size());
    assertEquals("relocked", result.path("issues").get(0).path("code").asText());
    site.job.run("render", "--locked", "--set", other).exits(0);
  }

  @Test
  void relockRecalculatesWithoutAWarning() throws IOException {
    Arriving site = new Arriving("relock", "coregister: {reference: 2024-01-05}").with(0, 1, 2);
    site.job.run("render").exits(0);
    double was = site.shift(1).path("dxPx").asDouble();
    site.tamper(1, 3);
    site.job.run("render").exits(0);
    Job.Outcome outcome = site.job.run("render", "--relock", "--strict").exits(0);
    assertTrue(outcome.out().contains("1 of them moved"), outcome.out());
    assertEquals(was, site.shift(1).path("dxPx").asDouble(), 1e-9);

    Files.writeString(site.job.folder().resolve("job.lock"), "<<<<<<< ours");
    assertTrue(site.job.run("render").exits(2).err().contains("job.lock: is not a lock"));
    site.job.run("render", "--relock").exits(0);
    site.job.run("render", "--relock", "--locked").exits(2);
  }

  @Test
  void lockedRequiresALock() throws IOException {
    Arriving site = new Arriving("unbound").with(0, 1);
    assertTrue(site.job.run("render", "--locked").exits(2).err().contains("job.lock is missing"));
    assertFalse(Files.exists(site.job.video()));
    site.job.run("render", "--set", "coregister.model=off").exits(0);
    assertTrue(site.lock().has("grid"));
    assertFalse(site.lock().has("alignment"), "only the grid was derived");
  }

  @Test
  void lockedRequiresTheLockOfWhatIsPublished() throws IOException {
    Arriving site = new Arriving("lost").with(0, 1);
    site.job.run("render").exits(0);
    Files.delete(site.job.folder().resolve("job.lock"));
    for (String option : List.of("--no-cache", "--if-changed")) {
      String said = site.job.run("render", "--locked", option).exits(2).err();
      assertTrue(said.contains("--locked: job.lock is missing, and nothing was published"), said);
    }
    String off = "coregister.model=off";
    assertTrue(
        site.job.run("plan", "--locked", "--set", off).exits(2).err().contains("is missing"));
  }

  @Test
  void aSceneThatArrivesDoesNotChangeTheArea() throws IOException {
    Arriving site = new Arriving("area", "coregister: {model: off}").with(0, 1);
    site.job.run("render").exits(0);
    JsonNode grid = site.lock().path("grid");
    assertEquals(480, grid.path("width").asInt());
    // The same scene moved by a third of its width: the dates would have less in common.
    Path file = site.folder.resolve(SCENES.dates().get(2).fileName());
    new TinyTiff(480, 360, SampleType.UINT16)
        .georeferenced(
            SyntheticScenes.EPSG,
            GeoTransform.northUp(
                grid.path("originX").asDouble() + 60 * grid.path("pixelSize").asDouble(),
                grid.path("originY").asDouble(),
                grid.path("pixelSize").asDouble()))
        .write(file, land(), land(), land(), land());
    site.job.run("render", "--locked").exits(0);
    assertEquals(grid, site.lock().path("grid"));
    assertEquals(
        3,
        site.job.ledger().path("outputs").get(0).path("segments").get(0).path("pictures").asInt());

    String other = "grid.tr=" + 2 * grid.path("pixelSize").asDouble();
    Job.Outcome refused = site.job.run("render", "--locked", "--set", other).exits(2);
    assertTrue(
        refused.err().contains("--locked: job.lock holds a grid of 480 x 360"), refused.err());
    Job.Outcome changed = site.job.run("render", "--set", other).exits(0);
    assertTrue(changed.err().contains("every published frame changes"), changed.err());
    Job.Outcome again = site.job.run("render", "--relock").exits(0);
    assertFalse(again.err().contains("every published frame changes"), again.err());
    assertEquals(420, site.lock().path("grid").path("width").asInt());
  }

  private static float[] land() {
    float[] land = new float[480 * 360];
    for (int i = 0; i < land.length; i++) {
      land[i] = 900 + i * 37 % 1000;
    }
    return land;
  }

  @Test
  void aLockWithoutAGridStaysValid() throws IOException {
    Arriving site = new Arriving("earlier").with(0, 1, 2);
    site.job.run("render").exits(0);
    JsonNode lock = site.lock();
    // As the first version wrote it.
    ((ObjectNode) lock).put("lockVersion", 1).remove(List.of("grid", "stretch", "frames"));
    ((ObjectNode) lock.path("alignment")).set("dates", ((ObjectNode) lock).remove("dates"));
    lock.path("alignment")
        .path("dates")
        .forEach(date -> ((ObjectNode) date).remove(List.of("frame", "tone")));
    new ObjectMapper().writeValue(site.job.folder().resolve("job.lock").toFile(), lock);
    site.with(3);
    site.job.run("render", "--locked").exits(0);
    assertEquals(3, site.lock().path("lockVersion").asInt());
    assertEquals(
        lock.path("alignment").path("anchor"), site.lock().path("alignment").path("anchor"));
  }

  @Test
  void aNamedReferenceThatIsGoneIsRefused() throws IOException {
    Arriving site = new Arriving("gone", "coregister: {reference: 2024-01-05}").with(0, 1, 2);
    site.job.run("render").exits(0);
    Files.delete(site.folder.resolve(SCENES.dates().get(0).fileName()));
    String err = site.job.run("render", "--locked").exits(2).err();
    assertTrue(err.contains("coregister.reference: no usable date is called 2024-01-05"), err);
  }

  @Test
  void aDateWithOtherPixelsIsANewDate() throws IOException {
    Arriving site = new Arriving("replaced", "coregister: {reference: 2024-01-05}").with(0, 1, 2);
    site.job.run("render").exits(0);
    site.tamper(1, 3);
    Path scene = site.folder.resolve(SCENES.dates().get(1).fileName());
    Files.copy(
        scenes.resolve(SCENES.dates().get(4).fileName()),
        scene,
        StandardCopyOption.REPLACE_EXISTING);
    site.job.run("render").exits(0);
    assertEquals(
        SCENES.dates().get(4).dxPx() - SCENES.dates().get(0).dxPx(),
        site.shift(1).path("dxPx").asDouble(),
        0.05);
  }

  @Test
  void aPictureOutsideOfTheVideoIsHeldAsTheAnchorAndAnotherOneIsNot() throws IOException {
    Path picture = root.resolve("base map.tif");
    Files.copy(scenes.resolve(SCENES.dates().get(4).fileName()), picture);
    Arriving site =
        new Arriving("outside", "coregister: {reference: '" + picture + "', exclude: auto}")
            .with(0, 1, 2);
    site.job.run("render").exits(0);
    assertEquals(3, edges(site.job));
    site.tamper(1, 0.5);
    site.with(3);
    site.job.run("render", "--locked").exits(0);
    assertEquals(4, edges(site.job), "exclude: auto measures no locked date again");
    assertEquals(0.5, site.shift(1).path("dxPx").asDouble());
    Files.copy(
        scenes.resolve(SCENES.dates().get(3).fileName()),
        picture,
        StandardCopyOption.REPLACE_EXISTING);
    site.job.run("render", "--locked").exits(2);
    String said = site.job.run("render").exits(0).err();
    assertTrue(said.contains("published frames move"), said);
  }

  @Test
  void aDateThatWasPublishedAsRefusedStaysSo() throws IOException {
    Arriving site = new Arriving("refused", "coregister: {reference: 2024-01-05}").with(0, 1, 2);
    site.job.run("render").exits(0);
    Path file = site.job.folder().resolve("job.lock");
    JsonNode lock = site.lock();
    ((ObjectNode) lock.path("dates").get(1).path("shift"))
        .put("status", "REFUSED")
        .put("applied", false);
    new ObjectMapper().writeValue(file.toFile(), lock);
    site.with(3);
    String said = site.job.run("render").exits(0).err();
    assertTrue(said.contains("could not be aligned (as the lock says)"), said);
    assertEquals("refused", site.shift(1).path("status").asText());
    JsonNode shown = site.job.run("align", "--json").exits(0).json();
    assertEquals("refused", shown.path("dates").get(1).path("status").asText());
    assertEquals(
        site.shift(3).path("dxPx").asDouble(),
        shown.path("dates").get(3).path("dxPx").asDouble(),
        1e-4,
        "what is only looked at changes nothing");
  }

  @Test
  void thePageShowsWhatIsHeldAndTheVotesAllTheSame() throws IOException {
    Arriving site = new Arriving("page", "coregister: {reference: 2024-01-05}").with(0, 1, 2);
    site.job.run("render").exits(0);
    site.tamper(1, 0.125);
    JsonNode result = site.job.run("align", "--json").exits(0).json();
    assertEquals(0.125, result.path("dates").get(1).path("dxPx").asDouble());
    String page = Files.readString(site.job.output("job.alignment.html"));
    assertTrue(page.split("vote agrees", -1).length > 40, "votes are drawn");
    assertEquals(
        0.125,
        site.lock().path("dates").get(1).path("shift").path("dxPx").asDouble(),
        "align writes no lock");
  }
}
