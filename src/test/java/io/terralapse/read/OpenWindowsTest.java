package io.terralapse.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.terralapse.model.BandRole;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.SceneBand;
import io.terralapse.model.SourceWindow;
import io.terralapse.testkit.SceneFolder;
import io.terralapse.testkit.SceneStubs;
import io.terralapse.testkit.SyntheticScenes;
import io.terralapse.testkit.TinyTiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenWindowsTest {
  private static final Grid GRID = SceneStubs.grid(0, 0, 16, 16);

  @TempDir Path folder = Path.of("");

  private static SceneRequest request(Scene scene) {
    return SceneRequest.find(GRID, scene, scene.bands(), 0).orElseThrow();
  }

  private static float[] firstRow(SourceWindow window, int band) throws IOException {
    float[] row = new float[window.width()];
    window.readRows(band, 0, 1, row);
    return Arrays.copyOf(row, 2);
  }

  @Test
  void opensTheScenesInTheOrderOfTheRequests() throws IOException {
    SceneFolder scenes = new SceneFolder(folder);
    SceneRequest a = request(scenes.writeFlat("a", "2024-01-05", 16, 100));
    SceneRequest b = request(scenes.writeFlat("b", "2024-01-05", 16, 200));
    try (OpenWindows windows = OpenWindows.of(scenes.store(), List.of(b, a))) {
      assertEquals(2, windows.scenes().size());
      assertArrayEquals(new float[] {200, 200}, firstRow(windows.scenes().get(0).finest(), 0));
      assertArrayEquals(new float[] {100, 100}, firstRow(windows.scenes().get(1).finest(), 2));
    }
  }

  @Test
  void theKeyOfASceneOfTwoPixelSizesNamesBothParts() throws IOException {
    SceneFolder scenes = new SceneFolder(folder);
    Scene fine = scenes.writeFlat("fine", "2024-01-05", 16, 100);
    Path coarse = folder.resolve("coarse.tif");
    float[] values = new float[64];
    new TinyTiff(8, 8, SampleType.UINT16)
        .georeferenced(SyntheticScenes.EPSG, GeoTransform.northUp(500_000, 5_100_000, 20))
        .write(coarse, values);
    SceneBand swir = SceneStubs.band(BandRole.SWIR16, coarse, 0, scenes.header(coarse));
    Scene both = SceneStubs.scene("both", "2024-01-05", List.of(fine.bands().get(0), swir));
    SceneRequest request = request(both);
    String expected =
        scenes.store().keyOf(request.parts().get(0))
            + "+"
            + scenes.store().keyOf(request.parts().get(1));
    try (OpenWindows windows = new OpenWindows(scenes.store())) {
      assertEquals(expected, windows.add(request));
      assertEquals(2, windows.scenes().get(0).parts().size());
      assertEquals(List.of(List.of(0), List.of(1)), windows.scenes().get(0).planes());
    }
  }

  @Test
  void aSceneThatCannotBeReadLeavesTheOthersOpen() throws IOException {
    SceneFolder scenes = new SceneFolder(folder);
    SceneRequest a = request(scenes.writeFlat("a", "2024-01-05", 16, 100));
    SceneRequest b = request(scenes.writeFlat("b", "2024-01-05", 16, 200));
    Files.delete(scenes.file("b"));
    try (OpenWindows windows = new OpenWindows(scenes.store())) {
      windows.add(a);
      assertThrows(IOException.class, () -> windows.add(b));
      assertEquals(1, windows.scenes().size());
      assertArrayEquals(new float[] {100, 100}, firstRow(windows.scenes().get(0).finest(), 1));
    }
    assertThrows(IOException.class, () -> OpenWindows.of(scenes.store(), List.of(a, b)));
  }

  @Test
  void closingClosesTheWindows() throws IOException {
    SceneFolder scenes = new SceneFolder(folder);
    SceneRequest a = request(scenes.writeFlat("a", "2024-01-05", 16, 100));
    OpenWindows windows = OpenWindows.of(scenes.store(), List.of(a));
    windows.close();
    assertThrows(IOException.class, () -> firstRow(windows.scenes().get(0).finest(), 0));
  }
}
