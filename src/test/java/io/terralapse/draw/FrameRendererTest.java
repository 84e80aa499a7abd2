package io.terralapse.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.terralapse.draw.FrameFilling.Filled;
import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.model.Displacement;
import io.terralapse.model.Grid;
import io.terralapse.model.Picture;
import io.terralapse.model.Scene;
import io.terralapse.model.Shift;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.select.FillOrder;
import io.terralapse.testkit.SceneFolder;
import io.terralapse.testkit.SceneStubs;
import io.terralapse.tone.Stretch;
import io.terralapse.tone.ToneSettings;
import io.terralapse.warp.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames of 32 x 32 pixels whose display code is the stored value. */
class FrameRendererTest {
  private static final int SIDE = 32;
  private static final int BACKGROUND = 0x102030;
  private static final Grid GRID = SceneStubs.grid(8, 8, SIDE, SIDE);

  /** Nothing is drawn over the pixels. */
  static final FurnitureSettings NO_FURNITURE =
      new FurnitureSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Locale.ENGLISH,
          ZoneId.of("UTC"),
          false,
          false,
          false,
          Optional.empty(),
          false);

  @TempDir Path folder = Path.of("");
  private SceneFolder scenes = new SceneFolder(Path.of("target"));

  @BeforeEach
  void makeFolder() {
    scenes = new SceneFolder(folder);
  }

  /** Shows a value as the display code of that number. */
  static Stretch identity() {
    double[] low = {0, 0, 0};
    double[] high = {255, 255, 255};
    return new Stretch(low, high, 1, BACKGROUND);
  }

  static FrameRenderer renderer(
      SceneFolder scenes, Grid grid, FillOrder fill, FurnitureSettings furniture) {
    return renderer(
        scenes,
        grid,
        new FrameSettings(
            Kernel.CUBIC, fill, ToneSettings.DEFAULTS, furniture, List.of(), List.of(), true));
  }

  static FrameRenderer renderer(SceneFolder scenes, Grid grid, FrameSettings settings) {
    return FrameRenderer.of(
        settings,
        SceneStubs.plan(grid, List.of()),
        SceneStubs.TRUE_COLOR,
        identity(),
        FrameFurniture.of(
            settings,
            grid,
            List.of(SceneStubs.acquisition(SceneStubs.scene("a", "2024-01-05"))),
            SceneStubs.TRUE_COLOR,
            Optional.empty()),
        scenes.store());
  }

  private FrameRenderer renderer(FillOrder fill) {
    return renderer(scenes, GRID, fill, NO_FURNITURE);
  }

  private List<ReadAcquisition> read(Scene... written) throws Exception {
    List<ReadAcquisition> dates = new ArrayList<>();
    for (Scene scene : written) {
      dates.addAll(scenes.read(SceneStubs.plan(GRID, List.of(SceneStubs.acquisition(scene)))));
    }
    return dates;
  }

  /** A scene of 64 columns whose red counts the columns, green the rows. */
  private ReadAcquisition ramp() throws Exception {
    int width = 64;
    float[][] bands = new float[3][width * width];
    for (int i = 0; i < width * width; i++) {
      bands[0][i] = 100 + i % width;
      bands[1][i] = 100 + Math.floorDiv(i, width);
      bands[2][i] = 7;
    }
    return read(scenes.write("ramp", "2024-01-05", width, bands)).get(0);
  }

  static Shift shift(double dx, double dy, boolean applied) {
    return new Shift(
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
        applied,
        applied ? Shift.Status.ALIGNED : Shift.Status.REFUSED);
  }

  private static int rgb(int red, int green, int blue) {
    return red << 16 | green << 8 | blue;
  }

  @Test
  void framesHaveTheSizeOfTheGrid() throws Exception {
    FrameRenderer renderer =
        renderer(scenes, SceneStubs.grid(8, 8, 32, 20), FillOrder.NONE, NO_FURNITURE);
    assertEquals(32, renderer.width());
    assertEquals(20, renderer.height());
    Picture picture = renderer.render(FramePlanner.of(0, ramp(), Shift.OFF));
    assertEquals(32, picture.width());
    assertEquals(20, picture.height());
  }

  @Test
  void anAppliedShiftMovesTheContentBack() throws Exception {
    ReadAcquisition date = ramp();
    FrameRenderer renderer = renderer(FillOrder.NONE);
    assertEquals(rgb(108, 108, 7), renderer.render(FramePlanner.of(0, date, Shift.OFF)).rgb()[0]);
    assertEquals(
        rgb(111, 106, 7), renderer.render(FramePlanner.of(0, date, shift(3, -2, true))).rgb()[0]);
    assertEquals(
        rgb(108, 108, 7), renderer.render(FramePlanner.of(0, date, shift(3, -2, false))).rgb()[0]);
  }

  @Test
  void pixelsWithoutDataHaveTheBackgroundColour() throws Exception {
    ReadAcquisition date = read(scenes.writeFlat("small", "2024-01-05", 20, 200)).get(0);
    int[] rgb = renderer(FillOrder.NONE).render(FramePlanner.of(0, date, Shift.OFF)).rgb();
    assertEquals(rgb(200, 200, 200), rgb[0]);
    assertEquals(BACKGROUND, rgb[SIDE * SIDE - 1]);
  }

  @Test
  void gapsAreFilledFromOtherDatesAndCounted() throws Exception {
    // 24 of 32 columns and rows of the first date have data.
    List<ReadAcquisition> dates =
        read(
            scenes.writeFlat("small", "2024-01-05", 32, 200),
            scenes.writeFlat("large", "2024-01-15", 64, 50));
    List<FramePlan> plans = FramePlanner.of(dates, date -> Shift.OFF, FillOrder.NEAREST);
    FrameRenderer renderer = renderer(FillOrder.NEAREST);
    int[] rgb = renderer.render(plans.get(0)).rgb();
    assertEquals(rgb(200, 200, 200), rgb[0]);
    assertEquals(rgb(200, 200, 200), rgb[SIDE * SIDE - 1], "in the tone of the frame");
    Filled filled = renderer.filled(0);
    assertEquals(100 * (1 - 24.0 * 24 / (32 * 32)), filled.percent(), 5);
    assertEquals(List.of(dates.get(1)), filled.from());
    assertSame(Filled.NOTHING, renderer.filled(1));
    renderer.render(plans.get(1));
    assertSame(Filled.NOTHING, renderer.filled(1));
  }

  @Test
  void furnitureIsDrawnOverThePixels() throws Exception {
    Grid large = SceneStubs.grid(0, 0, 160, 90);
    Scene flat = scenes.writeFlat("flat", "2024-01-05", 160, 90);
    ReadAcquisition date =
        scenes.read(SceneStubs.plan(large, List.of(SceneStubs.acquisition(flat)))).get(0);
    FramePlan plan = FramePlanner.of(0, date, Shift.OFF);
    int[] bare = renderer(scenes, large, FillOrder.NONE, NO_FURNITURE).render(plan).rgb();
    int[] drawn =
        renderer(scenes, large, FillOrder.NONE, FurnitureSettings.DEFAULTS).render(plan).rgb();
    assertEquals(rgb(90, 90, 90), bare[0]);
    assertFalse(Arrays.equals(bare, drawn));
  }

  @Test
  void aWindowThatIsLostIsReadAgain() throws Exception {
    ReadAcquisition date = ramp();
    Path windows = folder.resolve("cache").resolve("windows");
    try (var files = Files.list(windows)) {
      for (Path window : files.toList()) {
        Files.delete(window);
      }
    }
    assertEquals(
        rgb(108, 108, 7),
        renderer(FillOrder.NONE).render(FramePlanner.of(0, date, Shift.OFF)).rgb()[0]);
    scenes.lose("ramp");
    assertThrows(
        IOException.class,
        () -> renderer(FillOrder.NONE).render(FramePlanner.of(0, date, Shift.OFF)));
  }
}
