package io.terralapse.align;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.align.SequenceAlignment.AlignedAcquisition;
import io.terralapse.geo.Crs;
import io.terralapse.model.Displacement;
import io.terralapse.model.ExitCode;
import io.terralapse.model.GeoTransform;
import io.terralapse.model.Grid;
import io.terralapse.model.RasterInfo;
import io.terralapse.model.SampleType;
import io.terralapse.model.Scene;
import io.terralapse.model.Shift;
import io.terralapse.model.UserError;
import io.terralapse.read.OpenWindows;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.testkit.RecordedProgress;
import io.terralapse.testkit.SceneFolder;
import io.terralapse.testkit.SceneStubs;
import io.terralapse.warp.Kernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignedFrameWriterTest {
  private static final int SIDE = 64;
  private static final Grid GRID = SceneStubs.grid(16, 16, 32, 32);

  @TempDir Path folder = Path.of("");
  private SceneFolder scenes = new SceneFolder(Path.of("target"));
  private final RecordedProgress progress = new RecordedProgress();

  @BeforeEach
  void makeFolder() {
    scenes = new SceneFolder(folder);
  }

  /** A date whose values count the columns in red, the rows in green, from 1. */
  private ReadAcquisition date(String id, String day) throws Exception {
    float[][] bands = new float[3][SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      bands[0][i] = 1 + i % SIDE;
      bands[1][i] = 1 + Math.floorDiv(i, SIDE);
      bands[2][i] = 7;
    }
    Scene scene = scenes.write(id, day, SIDE, bands);
    return scenes.read(SceneStubs.plan(GRID, List.of(SceneStubs.acquisition(scene)))).get(0);
  }

  private static SequenceAlignment shifted(ReadAcquisition date, double dx, double dy) {
    Shift shift =
        new Shift(
            dx,
            dy,
            0.1,
            "translation",
            1,
            0,
            1,
            0,
            0,
            Displacement.translation(dx, dy),
            true,
            Shift.Status.ALIGNED);
    Map<String, AlignedAcquisition> dates = new LinkedHashMap<>();
    dates.put(date.id(), new AlignedAcquisition(shift, "", List.of()));
    return new SequenceAlignment(
        dates, Optional.empty(), List.of(), Optional.empty(), List.of(), List.of(), List.of());
  }

  private List<Path> write(Grid grid, SequenceAlignment alignment, ReadAcquisition... dates)
      throws Exception {
    return new AlignedFrameWriter(grid, Kernel.CUBIC, scenes.store())
        .write(List.of(dates), alignment, folder.resolve("aligned"), 2, progress);
  }

  @Test
  void everyDateIsAFileNamedByItsDateAndScene() throws Exception {
    ReadAcquisition a = date("S2A one+T33", "2024-01-05");
    ReadAcquisition b = date("b", "2024-01-15");
    List<Path> files = write(GRID, SequenceAlignment.off(List.of(a, b)), a, b);
    assertEquals(
        List.of(
            folder.resolve("aligned/2024-01-05_S2A-one-T33.tif"),
            folder.resolve("aligned/2024-01-15_b.tif")),
        files);
    assertEquals(List.of("stage writing 2", "step", "step"), progress.calls());
  }

  @Test
  void filesHaveTheGridOfTheFramesAndTheNamesOfTheBands() throws Exception {
    ReadAcquisition a = date("a", "2024-01-05");
    RasterInfo written = scenes.header(write(GRID, SequenceAlignment.off(List.of(a)), a).get(0));
    assertEquals(Optional.of(GRID.transform()), written.transform());
    assertEquals(Optional.of(SceneStubs.CRS), written.crs());
    assertEquals(32, written.width());
    assertEquals(SampleType.FLOAT32, written.sampleType());
    assertEquals(
        List.of(Optional.of("RED"), Optional.of("GREEN"), Optional.of("BLUE")),
        written.bands().stream().map(band -> band.description()).toList());
  }

  @Test
  void pixelsAreMovedByTheShift() throws Exception {
    ReadAcquisition a = date("a", "2024-01-05");
    Path file = write(GRID, shifted(a, 3, -2), a).get(0);
    Files.move(file, scenes.file("written"));
    ReadAcquisition written =
        scenes
            .read(
                SceneStubs.plan(
                    GRID, List.of(SceneStubs.acquisition(scenes.scene("written", "2024-01-05")))))
            .get(0);
    float[] red = new float[32];
    float[] green = new float[32];
    try (OpenWindows windows = OpenWindows.of(scenes.store(), written.requests())) {
      windows.scenes().get(0).finest().readRows(0, 0, 1, red);
      windows.scenes().get(0).finest().readRows(1, 0, 1, green);
    }
    // The frame's first pixel is column 16, row 16 of the scene, whose content lies 3 right, 2 up.
    assertArrayEquals(new float[] {20, 21}, new float[] {red[0], red[1]});
    assertArrayEquals(new float[] {15, 15}, new float[] {green[0], green[1]});
  }

  @Test
  void framesWithoutGroundSizeHaveNoGeoreference() throws Exception {
    ReadAcquisition a = date("a", "2024-01-05");
    Grid pixels = new Grid(Crs.PIXELS, 0, 0, 1, Double.NaN, 32, 32);
    Scene plain =
        a.acquisition()
            .scenes()
            .get(0)
            .withRasters(
                raster -> raster.withGeoreference(Crs.PIXELS, GeoTransform.northUp(0, 0, 1)));
    ReadAcquisition date =
        scenes.read(SceneStubs.plan(pixels, List.of(SceneStubs.acquisition(plain)))).get(0);
    RasterInfo written =
        scenes.header(write(pixels, SequenceAlignment.off(List.of(date)), date).get(0));
    assertEquals(Optional.empty(), written.crs());
  }

  @Test
  void aCrsWithoutAnEpsgCodeIsAUsageErrorBeforeAnythingIsWritten() throws Exception {
    ReadAcquisition a = date("a", "2024-01-05");
    Grid custom = new Grid("PROJCS[\"custom\"]", 0, 0, 10, 10, 32, 32);
    UserError error =
        assertThrows(UserError.class, () -> write(custom, SequenceAlignment.off(List.of(a)), a));
    assertEquals(ExitCode.USAGE, error.exitCode());
    assertTrue(String.valueOf(error.getMessage()).contains("set grid.t_srs"));
    assertTrue(Files.notExists(folder.resolve("aligned")));
  }

  @Test
  void aFolderThatCannotBeMadeIsAnErrorOfTheEnvironment() throws Exception {
    ReadAcquisition a = date("a", "2024-01-05");
    Files.createFile(folder.resolve("aligned"));
    UserError error =
        assertThrows(UserError.class, () -> write(GRID, SequenceAlignment.off(List.of(a)), a));
    assertEquals(ExitCode.ENVIRONMENT, error.exitCode());
  }
}
