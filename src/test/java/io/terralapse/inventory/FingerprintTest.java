package io.terralapse.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Grid;
import io.terralapse.model.Scene;
import io.terralapse.testkit.SceneFolder;
import io.terralapse.testkit.SceneStubs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  private static final Grid GRID = SceneStubs.grid(0, 0, 32, 32);

  @TempDir Path folder = Path.of("");
  private SceneFolder scenes = new SceneFolder(Path.of("target"));

  @BeforeEach
  void makeFolder() {
    scenes = new SceneFolder(folder);
  }

  private Scene a(float value) throws IOException {
    return scenes.writeFlat("a", "2024-01-05", 32, value);
  }

  private static SceneInventory inventory(
      Grid grid, Optional<Acquisition> reference, List<DroppedScene> dropped, Scene... used) {
    List<Acquisition> acquisitions = List.of(used).stream().map(SceneStubs::acquisition).toList();
    return new SceneInventory(
        SceneStubs.TRUE_COLOR, SceneStubs.plan(grid, acquisitions), reference, dropped, List.of());
  }

  private Fingerprint of(SceneInventory inventory) throws IOException {
    return of("", inventory);
  }

  private Fingerprint of(String yaml, SceneInventory inventory) throws IOException {
    // A new store for every run, as in a new process.
    return Fingerprint.of(
        new JobFiles(folder).load(yaml), "1.0", inventory, new SceneFolder(folder).store());
  }

  private Fingerprint of(Scene... used) throws IOException {
    return of(inventory(GRID, Optional.empty(), List.of(), used));
  }

  @Test
  void theSameScenesAndSettingsHaveTheSameFingerprint() throws IOException {
    Scene a = a(100);
    assertEquals(of(a), of(a));
  }

  @Test
  void otherPixelsAreOtherScenes() throws IOException {
    Fingerprint before = of(a(100));
    Fingerprint after = of(a(101));
    assertNotEquals(before.scenes(), after.scenes());
    assertEquals(before.settings(), after.settings());
  }

  @Test
  void aSceneThatCannotBeReadDiffersFromOneThatCan() throws IOException {
    Scene a = a(100);
    Fingerprint before = of(a);
    Files.delete(scenes.file("a"));
    assertNotEquals(before.scenes(), of(a).scenes());
  }

  @Test
  void anAddedSceneOrAnotherCreditAreOtherScenes() throws IOException {
    Scene a = a(100);
    Scene b = scenes.writeFlat("b", "2024-01-15", 32, 100);
    String before = of(a).scenes();
    assertNotEquals(before, of(a, b).scenes());
    assertNotEquals(before, of(SceneStubs.credited(a, "Copernicus")).scenes());
  }

  @Test
  void theReasonWhyASceneIsDroppedCountsButNotItsWording() throws IOException {
    Scene a = a(100);
    Scene b = SceneStubs.scene("b", "2024-01-15");
    assertNotEquals(dropped(a, b, "cloud", "x"), dropped(a, b, "coverage", "x"));
    assertEquals(dropped(a, b, "cloud", "x"), dropped(a, b, "cloud", "y"));
  }

  private Fingerprint dropped(Scene used, Scene dropped, String reason, String detail)
      throws IOException {
    return of(
        inventory(
            GRID, Optional.empty(), List.of(new DroppedScene(dropped, reason, detail)), used));
  }

  @Test
  void anotherGridIsAnotherFingerprintThoughTheSettingsOnlyNameItsFile() throws IOException {
    Scene a = a(100);
    Grid smaller = SceneStubs.grid(0, 0, 30, 32);
    assertNotEquals(
        of(a).scenes(), of(inventory(smaller, Optional.empty(), List.of(), a)).scenes());
  }

  @Test
  void theReferenceImageCounts() throws IOException {
    Scene a = a(100);
    String before = withReference(a, scenes.writeFlat("ortho", "2020-06-01", 32, 1));
    assertNotEquals(of(a).scenes(), before);
    assertNotEquals(before, withReference(a, scenes.writeFlat("ortho", "2020-06-01", 32, 2)));
  }

  private String withReference(Scene a, Scene reference) throws IOException {
    return of(inventory(GRID, Optional.of(SceneStubs.acquisition(reference)), List.of(), a))
        .scenes();
  }

  @Test
  void excludedAreasCountByTheirContent() throws IOException {
    SceneInventory inventory = inventory(GRID, Optional.empty(), List.of(), a(100));
    String yaml = "coregister: {exclude: moving.geojson}\n";
    exclude(15.0005);
    Fingerprint before = of(yaml, inventory);
    assertEquals(before, of(yaml, inventory));
    exclude(15.0007);
    Fingerprint after = of(yaml, inventory);
    assertNotEquals(before.scenes(), after.scenes());
    assertEquals(before.settings(), after.settings());
  }

  private void exclude(double west) throws IOException {
    String ring =
        "[[%s,46.05],[15.004,46.05],[15.004,46.054],[%s,46.054],[%s,46.05]]"
            .replace("%s", Double.toString(west));
    Files.writeString(
        folder.resolve("moving.geojson"), "{\"type\":\"Polygon\",\"coordinates\":[" + ring + "]}");
  }

  @Test
  void settingsAndTheProgramsVersionCount() throws IOException {
    JobFiles jobs = new JobFiles(folder);
    String before = Fingerprint.settingsHash(jobs.load("title: one\n"), "1.0", "b");
    assertEquals(before, Fingerprint.settingsHash(jobs.load("title: one\n"), "1.0", "b"));
    assertNotEquals(before, Fingerprint.settingsHash(jobs.load("title: two\n"), "1.0", "b"));
    assertNotEquals(before, Fingerprint.settingsHash(jobs.load("title: one\n"), "1.1", "b"));
    assertNotEquals(before, Fingerprint.settingsHash(jobs.load("title: one\n"), "1.0", "c"));
    assertEquals(before, Fingerprint.settingsHash(jobs.load("title: one\njobs: 7\n"), "1.0", "b"));
  }
}
