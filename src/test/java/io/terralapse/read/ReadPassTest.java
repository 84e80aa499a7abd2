package io.terralapse.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.grid.GridPlan;
import io.terralapse.model.Acquisition;
import io.terralapse.model.Grid;
import io.terralapse.model.Scene;
import io.terralapse.run.CancellableProgress;
import io.terralapse.run.Cancellation;
import io.terralapse.run.Workers;
import io.terralapse.testkit.RecordedProgress;
import io.terralapse.testkit.SceneFolder;
import io.terralapse.testkit.SceneStubs;
import io.terralapse.tone.normalise.ToneImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadPassTest {
  private static final int SIDE = 32;
  private static final Grid GRID = SceneStubs.grid(0, 0, SIDE, SIDE);

  @TempDir Path folder = Path.of("");
  private SceneFolder scenes = new SceneFolder(Path.of("target"));

  @BeforeEach
  void makeFolder() {
    scenes = new SceneFolder(folder);
  }

  private Scene flat(String day, float value) throws IOException {
    return scenes.writeFlat(day, day, SIDE, value);
  }

  private static List<String> ids(ReadPass.Result result) {
    return result.acquisitions().stream().map(ReadAcquisition::id).toList();
  }

  @Test
  void datesComeInTheOrderOfThePlanWithTheirKeysAndPreviews() throws Exception {
    Scene late = flat("2024-02-05", 200);
    Scene early = flat("2024-01-05", 100);
    GridPlan plan =
        SceneStubs.plan(GRID, List.of(SceneStubs.acquisition(late), SceneStubs.acquisition(early)));
    Map<String, Float> previews = new ConcurrentHashMap<>();
    ReadPass.Result result =
        scenes.read(plan, (id, preview) -> previews.put(id, preview.band(0)[17]));
    assertEquals(List.of("2024-02-05", "2024-01-05"), ids(result));
    assertEquals(Map.of("2024-01-05", 100f, "2024-02-05", 200f), previews);
    ReadAcquisition first = result.acquisitions().get(0);
    assertEquals(
        List.of(scenes.store().keyOf(first.requests().get(0).parts().get(0))), first.keys());
    assertEquals(100, first.clearness().coveragePercent());
  }

  @Test
  void aSceneThatCannotBeReadIsDroppedWithAnIssueAndTheOthersContinue() throws Exception {
    Scene sound = flat("2024-01-05", 100);
    Scene damaged = flat("2024-01-15", 100);
    Files.write(scenes.file("2024-01-15"), new byte[40]);
    ReadPass.Result result =
        scenes.read(
            SceneStubs.plan(
                GRID, List.of(SceneStubs.acquisition(damaged), SceneStubs.acquisition(sound))),
            PreviewListener.NONE);
    assertEquals(List.of("2024-01-05"), ids(result));
    assertEquals(1, result.dropped().size());
    assertEquals("unreadable", result.dropped().get(0).reason());
    assertEquals(damaged, result.dropped().get(0).scene());
    assertEquals("2024-01-15", result.issues().get(0).subject());
    assertTrue(
        result.issues().get(0).sentence().startsWith("2024-01-15 could not be read: "),
        result.issues().get(0).sentence());
  }

  @Test
  void anAcquisitionKeepsItsSoundScenes() throws Exception {
    Scene damaged = flat("2024-01-05", 100);
    Scene sound = flat("2024-01-06", 100);
    Files.delete(scenes.file("2024-01-05"));
    ReadPass.Result result =
        scenes.read(
            SceneStubs.plan(GRID, List.of(SceneStubs.acquisition(damaged, sound))),
            PreviewListener.NONE);
    ReadAcquisition rest = result.acquisitions().get(0);
    assertEquals("2024-01-05", rest.id());
    assertEquals(List.of(sound), rest.acquisition().scenes());
    assertEquals(1, rest.requests().size());
    assertEquals(1, rest.keys().size());
  }

  @Test
  void aSceneOutsideTheGridIsDroppedWithoutAnIssue() throws Exception {
    Scene outside = flat("2024-01-05", 100);
    ReadPass.Result result =
        scenes.read(
            SceneStubs.plan(
                SceneStubs.grid(SIDE, 0, 16, 16), List.of(SceneStubs.acquisition(outside))),
            PreviewListener.NONE);
    assertEquals(List.of(), result.acquisitions());
    assertEquals("elsewhere", result.dropped().get(0).reason());
    assertEquals(List.of(), result.issues());
  }

  @Test
  void coverageIsTheShareOfTheAreaWithData() throws Exception {
    float[] half = new float[SIDE * SIDE];
    Arrays.fill(half, 100);
    Scene scene = scenes.write("2024-01-05", "2024-01-05", SIDE, half, half, half);
    Grid beyond = SceneStubs.grid(SIDE / 2, 0, SIDE, SIDE);
    ReadAcquisition date =
        scenes.read(SceneStubs.plan(beyond, List.of(SceneStubs.acquisition(scene)))).get(0);
    assertEquals(50, date.clearness().coveragePercent(), 2);
    assertTrue(date.clearness().cloudPercent().isEmpty());
  }

  @Test
  void aCancelledRunReadsNothing() throws Exception {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    ReadPass pass =
        new ReadPass(
            SceneStubs.plan(GRID, List.of(SceneStubs.acquisition(flat("2024-01-05", 100)))),
            SceneStubs.TRUE_COLOR,
            scenes.store(),
            60,
            new CancellableProgress(new RecordedProgress(), cancellation),
            PreviewListener.NONE);
    try (Workers workers = new Workers("read", 1)) {
      assertThrows(CancellationException.class, () -> pass.run(workers));
    }
  }

  @Test
  void everyAcquisitionIsOneStep() throws Exception {
    RecordedProgress progress = new RecordedProgress();
    Scene a = flat("2024-01-05", 100);
    Scene b = flat("2024-01-15", 100);
    Files.delete(scenes.file("2024-01-15"));
    ReadPass pass =
        new ReadPass(
            SceneStubs.plan(GRID, List.of(SceneStubs.acquisition(a), SceneStubs.acquisition(b))),
            SceneStubs.TRUE_COLOR,
            scenes.store(),
            60,
            progress,
            PreviewListener.NONE);
    try (Workers workers = new Workers("read", 2)) {
      pass.run(workers);
    }
    assertEquals(List.of("stage reading 2", "step", "step"), progress.calls());
  }

  /** Reads as a run with a cache does; the previews that it made are added to a list. */
  private ReadPass.Result readCached(GridPlan plan, List<String> measured) throws Exception {
    ReadPass pass =
        new ReadPass(
            plan,
            SceneStubs.TRUE_COLOR,
            scenes.store(),
            60,
            new RecordedProgress(),
            (id, preview) -> measured.add(id),
            scenes.measurements(),
            true);
    try (Workers workers = new Workers("read", 1)) {
      return pass.run(workers);
    }
  }

  @Test
  void aDateThatWasMeasuredIsNeitherReadNorDecodedAgain() throws Exception {
    List<Acquisition> dates =
        List.of(
            SceneStubs.acquisition(flat("2024-01-05", 100)),
            SceneStubs.acquisition(flat("2024-01-15", 120)));
    List<String> measured = new ArrayList<>();
    ReadPass.Result first = readCached(SceneStubs.plan(GRID, dates.subList(0, 1)), measured);
    assertEquals(List.of(dates.get(0).id()), measured);
    // Not even the stored pixels are needed.
    try (var windows = Files.list(folder.resolve("cache/windows"))) {
      for (Path window : windows.filter(Files::isRegularFile).toList()) {
        Files.delete(window);
      }
    }
    ReadPass.Result second = readCached(SceneStubs.plan(GRID, dates), measured);
    assertEquals(List.of(dates.get(0).id(), dates.get(1).id()), measured);
    ReadAcquisition before = first.acquisitions().get(0);
    ReadAcquisition after = second.acquisitions().get(0);
    assertEquals(before.clearness(), after.clearness());
    assertEquals(before.keys(), after.keys());
    assertEquals(before.tone().clearPixels(), after.tone().clearPixels());
    for (int permille = 0; permille <= 1000; permille++) {
      assertEquals(before.tone().quantile(1, permille), after.tone().quantile(1, permille));
    }
    assertEquals(before.whitePatches().isPresent(), after.whitePatches().isPresent());
  }

  @Test
  void theCoarseImageOfADateIsKeptAndIsTheOneThatIsMadeAgain() throws Exception {
    GridPlan plan = SceneStubs.plan(GRID, List.of(SceneStubs.acquisition(flat("2024-01-05", 100))));
    ReadAcquisition date = readCached(plan, new ArrayList<>()).acquisitions().get(0);
    ToneImage again =
        new ReadPass(
                plan,
                SceneStubs.TRUE_COLOR,
                scenes.store(),
                60,
                new RecordedProgress(),
                PreviewListener.NONE)
            .toneImage(date);
    Path windows = folder.resolve("cache/windows");
    try (var files = Files.list(windows)) {
      for (Path window : files.filter(Files::isRegularFile).toList()) {
        Files.delete(window);
      }
    }
    ReadPass kept =
        new ReadPass(
            plan,
            SceneStubs.TRUE_COLOR,
            scenes.store(),
            60,
            new RecordedProgress(),
            PreviewListener.NONE,
            scenes.measurements(),
            true);
    assertEquals(again, kept.toneImage(date));
    try (var files = Files.list(windows)) {
      assertEquals(0, files.filter(Files::isRegularFile).count(), "nothing was read");
    }
  }

  @Test
  void anotherAreaIsMeasuredAgain() throws Exception {
    List<Acquisition> dates = List.of(SceneStubs.acquisition(flat("2024-01-05", 100)));
    List<String> measured = new ArrayList<>();
    readCached(SceneStubs.plan(GRID, dates), measured);
    readCached(SceneStubs.plan(SceneStubs.grid(2, 2, SIDE / 2, SIDE / 2), dates), measured);
    assertEquals(2, measured.size());
  }

  @Test
  void aFreshCheckoutFindsWhatWasMeasuredByContent() throws Exception {
    List<Acquisition> dates = List.of(SceneStubs.acquisition(flat("2024-01-05", 100)));
    List<String> measured = new ArrayList<>();
    readCached(SceneStubs.plan(GRID, dates), measured);
    Path file = scenes.file("2024-01-05");
    byte[] content = Files.readAllBytes(file);
    Files.delete(file);
    Files.write(file, content);
    readCached(SceneStubs.plan(GRID, dates), measured);
    assertEquals(1, measured.size(), "another file of the same content");
  }
}
