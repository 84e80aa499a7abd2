package io.terralapse.draw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.annotation.AnnotationFile;
import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.geo.Crs;
import io.terralapse.geo.Transforms;
import io.terralapse.model.Grid;
import io.terralapse.model.Issue;
import io.terralapse.model.Picture;
import io.terralapse.model.Shift;
import io.terralapse.pace.SequencePicture;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.select.FillOrder;
import io.terralapse.testkit.SceneFolder;
import io.terralapse.testkit.SceneStubs;
import io.terralapse.tone.ToneSettings;
import io.terralapse.warp.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames of 400 x 400 pixels of one grey, with a point near their lower edge. */
class OverlaidFramesTest {
  private static final int SIDE = 400;
  private static final int GREY = 200;
  private static final Grid GRID = SceneStubs.grid(8, 8, SIDE, SIDE);

  private static final FurnitureSettings TITLED =
      new FurnitureSettings(
          Optional.of("Lake"),
          Optional.empty(),
          Optional.empty(),
          Locale.ENGLISH,
          ZoneId.of("UTC"),
          true,
          true,
          false,
          Optional.empty(),
          false);

  @TempDir Path folder = Path.of("");
  private SceneFolder scenes = new SceneFolder(Path.of("target"));

  @BeforeEach
  void makeFolder() {
    scenes = new SceneFolder(folder);
  }

  private AnnotationFile pier() throws IOException {
    double[] xy = {GRID.originX() + 60 * GRID.pixelSize(), GRID.originY() - 385 * GRID.pixelSize()};
    Transforms.between(Crs.of(GRID.crs()), Crs.lonLat()).apply(xy, 1);
    Path file = folder.resolve("pier.geojson");
    Files.writeString(
        file,
        String.format(
            Locale.ROOT,
            "{\"type\":\"Feature\",\"properties\":{\"label\":\"Pier\",\"marker-color\":\"#f00\"},"
                + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.9f,%.9f]}}",
            xy[0],
            xy[1]));
    return new AnnotationFile(file, Optional.empty());
  }

  private static FrameSettings settings(List<AnnotationFile> overlays) {
    return new FrameSettings(
        Kernel.CUBIC, FillOrder.NONE, ToneSettings.DEFAULTS, TITLED, overlays, List.of(), true);
  }

  private FrameRenderer renderer(FrameSettings settings) {
    return renderer(settings, GRID);
  }

  private FrameRenderer renderer(FrameSettings settings, Grid grid) {
    return FrameRendererTest.renderer(scenes, grid, settings);
  }

  private FramePlan frame() throws Exception {
    var scene = scenes.writeFlat("a", "2024-01-05", SIDE + 32, GREY);
    List<ReadAcquisition> dates =
        scenes.read(SceneStubs.plan(GRID, List.of(SceneStubs.acquisition(scene))));
    return FramePlanner.of(0, dates.get(0), Shift.OFF);
  }

  @Test
  void labelsAreNotDimmedByTheGradientBehindTheCaptions() throws Exception {
    FramePlan frame = frame();
    int[] plain = renderer(settings(List.of())).render(frame).rgb();
    int[] rgb = renderer(settings(List.of(pier()))).render(frame).rgb();
    int ground = plain[390 * SIDE + 100] & 0xFF;
    assertTrue(ground < 0.8 * GREY, "dimmed to " + ground);
    int brightest = 0;
    for (int row = 360; row < SIDE; row++) {
      for (int column = 68; column < 150; column++) {
        brightest = Math.max(brightest, rgb[row * SIDE + column] & 0xFF);
      }
    }
    assertTrue(brightest > 0xF0, "brightest of the letters: " + brightest);
  }

  @Test
  void theTitleCardShowsNoOverlays() throws Exception {
    FramePlan frame = frame();
    SequencePicture card = new SequencePicture(SequencePicture.Kind.TITLE_CARD, 0, 0, 1);
    int[] plain = drawn(settings(List.of()), frame, card).rgb();
    assertArrayEquals(plain, drawn(settings(List.of(pier())), frame, card).rgb());
  }

  @Test
  void overlaysAppearWhileTheTitleCardDissolves() throws Exception {
    FramePlan frame = frame();
    SequencePicture half = new SequencePicture(SequencePicture.Kind.CROSSFADE, 0, 1, 2);
    int[] plain = drawn(settings(List.of()), frame, half).rgb();
    int[] rgb = drawn(settings(List.of(pier())), frame, half).rgb();
    int at = 385 * SIDE + 60;
    int red = rgb[at] >> 16 & 0xFF;
    assertFalse(rgb[at] == plain[at]);
    assertTrue(red < 0xF0, "half of the red of the point: " + red);
    assertEquals(plain[200 * SIDE + 200], rgb[200 * SIDE + 200]);
  }

  @Test
  void labelsThatASecondPanelHasNoSpaceForAreReported() throws Exception {
    FrameSettings settings = settings(List.of(pier()));
    // The point is in the frame, and its label is wider than the frame.
    FrameRenderer narrow = renderer(settings, SceneStubs.grid(60, 8, 20, SIDE));
    FrameRenderer both =
        renderer(settings(List.of())).with(new SecondPanel(narrow, List.of(), true, 2));
    assertEquals(
        List.of("label-left-out"), both.annotationIssues().stream().map(Issue::code).toList());
  }

  private Picture drawn(FrameSettings settings, FramePlan frame, SequencePicture shown)
      throws IOException {
    EndPictures ends =
        new EndPictures(
            TITLED,
            Optional.of(
                FrameFurniture.titleCard(
                    settings,
                    GRID,
                    Optional.empty(),
                    List.of(frame.date().acquisition().acquired()))),
            Optional.empty(),
            Optional.empty());
    return new SegmentPictures(renderer(settings), ends, List.of(frame))
        .draw(shown, new Grounds(1));
  }
}
