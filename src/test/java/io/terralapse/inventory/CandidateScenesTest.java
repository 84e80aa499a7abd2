package io.terralapse.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Acquisition;
import io.terralapse.model.DroppedScene;
import io.terralapse.model.ExitCode;
import io.terralapse.model.Issue;
import io.terralapse.model.UserError;
import io.terralapse.select.PublishedDates;
import io.terralapse.testkit.SceneStubs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidateScenesTest {
  @TempDir Path folder = Path.of("");
  private JobFiles files = new JobFiles(Path.of("target"));

  @BeforeEach
  void writeScenes() throws IOException {
    files = new JobFiles(folder);
    files.scene("colour_2024-02-05.tif", 3, 100);
    files.scene("colour_2024-01-05.tif", 3, 100);
  }

  private CandidateScenes find(String yaml) throws IOException {
    return CandidateScenes.find(files.load(yaml), JobFiles.access(), PublishedDates.NONE);
  }

  private static List<String> ids(CandidateScenes found) {
    return found.acquisitions().stream().map(Acquisition::id).toList();
  }

  private static List<String> reasons(CandidateScenes found) {
    return found.dropped().stream().map(one -> one.scene().id() + " " + one.reason()).toList();
  }

  @Test
  void acquisitionsAreInOrderOfTime() throws IOException {
    CandidateScenes found = find("");
    assertEquals(List.of("colour_2024-01-05", "colour_2024-02-05"), ids(found));
    assertEquals(List.of(), found.dropped());
    assertEquals("True colour", found.bands().label());
    assertTrue(found.reference().isEmpty());
  }

  @Test
  void aSceneWithoutTheRequiredBandsIsDropped() throws IOException {
    files.scene("grey_2024-01-15.tif", 1, 100);
    CandidateScenes found = find("");
    assertEquals(List.of("colour_2024-01-05", "colour_2024-02-05"), ids(found));
    assertEquals(List.of("grey_2024-01-15 bands"), reasons(found));
  }

  @Test
  void anAcquisitionKeepsItsCompleteScenes() throws IOException {
    files.scene("colour_2024-01-05_part.tif", 1, 100);
    CandidateScenes found = find("");
    assertEquals(List.of("colour_2024-01-05_part bands"), reasons(found));
    assertEquals(2, found.acquisitions().size());
    assertEquals(1, found.acquisitions().get(0).scenes().size());
  }

  @Test
  void aNewerProcessingWithoutTheBandsReplacesNoOlderOne() throws IOException {
    String older = "S2A_MSIL2A_20240305T100031_N0510_R122_T33TWM_20240305T134500";
    String newer = "S2A_MSIL2A_20240305T100031_N0511_R122_T33TWM_20240305T235900";
    files.scene(older + ".tif", 3, 100);
    files.scene(newer + ".tif", 1, 100);
    CandidateScenes found = find("");
    assertEquals(List.of("colour_2024-01-05", "colour_2024-02-05", older), ids(found));
    assertEquals(List.of(newer + " bands"), reasons(found));
    assertEquals(
        List.of(older + " unreadable", newer + " bands"),
        reasons(
            found.without(
                files.load(""),
                List.of(
                    new DroppedScene(
                        found.acquisitions().get(2).scenes().get(0), "unreadable", "torn.")))));
  }

  @Test
  void unselectedScenesAreListedBeforeIncompleteOnes() throws IOException {
    files.scene("grey_2024-01-15.tif", 1, 100);
    CandidateScenes found = find("select: {to: 2024-01-31}\n");
    assertEquals(List.of("colour_2024-01-05"), ids(found));
    assertEquals(List.of("colour_2024-02-05 dates", "grey_2024-01-15 bands"), reasons(found));
  }

  @Test
  void aSceneWithoutDateIsAnIssue() throws IOException {
    files.scene("undated.tif", 3, 100);
    CandidateScenes found = find("");
    assertEquals(List.of("undated"), found.issues().stream().map(Issue::code).toList());
  }

  @Test
  void aColourMapForThreeChannelsIsRefusedBeforeAnythingIsRead() {
    UserError error = assertThrows(UserError.class, () -> find("look: {colormap: viridis}\n"));
    assertEquals(ExitCode.USAGE, error.exitCode());
    assertTrue(String.valueOf(error.getMessage()).startsWith("look.colormap: "));
  }

  @Test
  void theReferenceImageNeedsNoDate() throws IOException {
    Files.move(files.scene("x.tif", 3, 100), folder.resolve("ortho.tif"));
    CandidateScenes found = find("coregister: {reference: ortho.tif}\n");
    assertEquals("ortho", found.reference().orElseThrow().id());
    assertEquals(2, found.acquisitions().size());
  }

  @Test
  void aReferenceImageThatCannotBeUsedIsAUsageErrorThatSaysWhy() throws IOException {
    Files.write(folder.resolve("ortho.tif"), new byte[64]);
    UserError error =
        assertThrows(UserError.class, () -> find("coregister: {reference: ortho.tif}\n"));
    assertEquals(ExitCode.USAGE, error.exitCode());
    assertTrue(
        String.valueOf(error.getMessage())
            .startsWith("coregister.reference: ortho.tif cannot be used: "),
        error.getMessage());
  }

  @Test
  void otherAcquisitionsReplaceThoseThatWereFoundAndIssuesAreAdded() throws IOException {
    files.scene("undated.tif", 3, 100);
    CandidateScenes found = find("");
    List<Acquisition> others = List.of(SceneStubs.acquisition(SceneStubs.scene("a", "2024-01-05")));
    Issue more = new Issue("unplaced", "a", "a could not be georeferenced.");
    CandidateScenes changed = found.with(others, List.of(more));
    assertEquals(others, changed.acquisitions());
    assertEquals(
        List.of("undated", "unplaced"), changed.issues().stream().map(Issue::code).toList());
    assertEquals(List.<DroppedScene>of(), changed.dropped());
    assertEquals(1, found.issues().size());
  }
}
