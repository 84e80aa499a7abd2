package io.terralapse.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Acquisition;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.Scene;
import io.terralapse.testkit.SceneStubs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputSnapshotTest {
  private static final FileTime TIME = FileTime.from(Instant.parse("2024-05-01T10:00:00Z"));

  @TempDir Path folder = Path.of("");
  private Path scene = Path.of("");

  @BeforeEach
  void makeScene() throws IOException {
    scene = write("scenes/a.tif", "0123");
    Files.setLastModifiedTime(scene, TIME);
  }

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return Files.writeString(file, content);
  }

  private Optional<String> snapshot(String yaml) throws IOException {
    return InputSnapshot.of(new JobFiles(folder).load(yaml));
  }

  private String snapshot() throws IOException {
    return snapshot("").orElseThrow();
  }

  @Test
  void nothingChangedMeansTheSameSnapshot() throws IOException {
    String before = snapshot();
    assertEquals(before, snapshot());
    assertEquals(before, snapshot("title: another title\n").orElseThrow());
  }

  @Test
  void anAddedFileChangesIt() throws IOException {
    String before = snapshot();
    Path added = write("scenes/deep/below/b.tif", "0");
    assertNotEquals(before, snapshot());
    Files.delete(added);
    assertEquals(before, snapshot());
  }

  @Test
  void aRemovedFileChangesIt() throws IOException {
    write("scenes/b.tif", "0");
    String before = snapshot();
    Files.delete(scene);
    assertNotEquals(before, snapshot());
  }

  @Test
  void aFileOfAnotherSizeChangesIt() throws IOException {
    String before = snapshot();
    Files.writeString(scene, "01234");
    Files.setLastModifiedTime(scene, TIME);
    assertNotEquals(before, snapshot());
  }

  @Test
  void aFileThatIsReplacedByOneOfTheSameSizeAndTimeChangesIt() throws IOException {
    String before = snapshot();
    Path other = write("other.tif", "4567");
    Files.setLastModifiedTime(other, TIME);
    Files.move(other, scene, StandardCopyOption.REPLACE_EXISTING);
    assertEquals(TIME, Files.getLastModifiedTime(scene));
    assertNotEquals(before, snapshot());
  }

  @Test
  void aTouchedFileChangesIt() throws IOException {
    String before = snapshot();
    Files.setLastModifiedTime(scene, FileTime.from(Instant.parse("2024-05-01T10:00:01Z")));
    assertNotEquals(before, snapshot());
  }

  @Test
  void aRenamedFileChangesIt() throws IOException {
    String before = snapshot();
    Files.move(scene, scene.resolveSibling("2024-05-02.tif"));
    assertNotEquals(before, snapshot());
  }

  @Test
  void outputsCacheAndHiddenFoldersAreIgnored() throws IOException {
    String yaml = "scenes: [scenes]\noutput_dir: scenes/output\ncache: {dir: scenes/cache}\n";
    String before = snapshot(yaml).orElseThrow();
    write("scenes/output/timelapse.mp4", "0");
    write("scenes/cache/windows/0.tlw", "0");
    write("scenes/.git/index", "0");
    assertEquals(before, snapshot(yaml).orElseThrow());
    write("scenes/outputs/a.tif", "0");
    assertNotEquals(before, snapshot(yaml).orElseThrow());
  }

  @Test
  void filesOutsideTheNamedFoldersAreIgnored() throws IOException {
    String before = snapshot();
    write("elsewhere/b.tif", "0");
    write("b.tif", "0");
    assertEquals(before, snapshot());
  }

  @Test
  void aGlobCoversTheFolderBeforeItsFirstWildcard() throws IOException {
    String yaml = "scenes: ['scenes/**/a*.tif']\n";
    String before = snapshot(yaml).orElseThrow();
    write("scenes/x/a2.tif", "0");
    assertNotEquals(before, snapshot(yaml).orElseThrow());
  }

  @Test
  void aSingleFileIsCoveredWithTheFilesBesideIt() throws IOException {
    String yaml = "scenes: [scenes/a.tif]\n";
    String before = snapshot(yaml).orElseThrow();
    write("scenes/a.tfw", "10");
    assertNotEquals(before, snapshot(yaml).orElseThrow());
  }

  @Test
  void theManifestCounts() throws IOException {
    write("lists/dates.csv", "path,date\n");
    assertCounts("dates: {manifest: lists/dates.csv}\n", "lists/dates.csv");
  }

  @Test
  void theAreaOfInterestCounts() throws IOException {
    write("lists/area.geojson", "{}");
    assertCounts("aoi: {geojson: lists/area.geojson}\n", "lists/area.geojson");
  }

  @Test
  void excludedAreasCount() throws IOException {
    write("lists/moving.geojson", "{}");
    assertCounts("coregister: {exclude: lists/moving.geojson}\n", "lists/moving.geojson");
  }

  @Test
  void theReferenceImageCounts() throws IOException {
    write("lists/ortho.tif", "0");
    assertCounts("coregister: {reference: lists/ortho.tif}\n", "lists/ortho.tif");
  }

  private void assertCounts(String yaml, String file) throws IOException {
    String without = snapshot();
    String before = snapshot(yaml).orElseThrow();
    assertEquals(before, snapshot(yaml).orElseThrow());
    write(file, "changed content");
    assertNotEquals(before, snapshot(yaml).orElseThrow());
    assertEquals(without, snapshot());
  }

  @Test
  void aJobWithAnInputOnAServerHasNone() throws IOException {
    assertEquals(Optional.empty(), snapshot("scenes: [scenes, 'https://example.org/a.tif']\n"));
    assertEquals(
        Optional.empty(),
        snapshot("scenes: [{stac: 'https://example.org/stac', collections: [one]}]\n"));
  }

  @Test
  void aFolderThatIsMissingChangesItWhenItAppears() throws IOException {
    String yaml = "scenes: [scenes, late/scenes]\n";
    String before = snapshot(yaml).orElseThrow();
    assertEquals(before, snapshot(yaml).orElseThrow());
    write("late/scenes/b.tif", "0");
    assertNotEquals(before, snapshot(yaml).orElseThrow());
  }

  private static SceneInventory inventory(DateSource used, DateSource dropped) {
    Acquisition acquisition = SceneStubs.acquisition(dated("a", used));
    return new SceneInventory(
        SceneStubs.TRUE_COLOR,
        SceneStubs.plan(SceneStubs.grid(0, 0, 32, 32), List.of(acquisition)),
        Optional.empty(),
        List.of(new DroppedScene(dated("b", dropped), "cloud", "b is cloudy.")),
        List.of());
  }

  private static Scene dated(String id, DateSource source) {
    Scene scene = SceneStubs.scene(id, "2024-01-05");
    return new Scene(
        id,
        scene.product(),
        AcquisitionDate.on(LocalDate.of(2024, 1, 5), source),
        scene.quantity(),
        scene.bands(),
        scene.alpha(),
        scene.credit());
  }

  @Test
  void snapshotsDoNotCoverItemsOfAStacCatalogueEvenIfTheyAreDropped() {
    assertTrue(InputSnapshot.covers(inventory(DateSource.FILENAME, DateSource.TAG)));
    assertFalse(InputSnapshot.covers(inventory(DateSource.STAC, DateSource.TAG)));
    assertFalse(InputSnapshot.covers(inventory(DateSource.TAG, DateSource.STAC)));
  }
}
