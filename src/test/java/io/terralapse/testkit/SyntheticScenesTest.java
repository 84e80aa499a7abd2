package io.terralapse.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SyntheticScenesTest {
  private static final int SIZE = 96;

  private final SyntheticLandscape landscape = new SyntheticLandscape(3, 50, 40);

  @Test
  void contentMovedByWholePixelsLiesExactlyThere() {
    float[] still = landscape.view(SIZE, SIZE, 0, 0, 0.4, 1);
    float[] moved = landscape.view(SIZE, SIZE, 5, -3, 0.4, 1);
    for (int row = 0; row < SIZE - 3; row++) {
      for (int column = 5; column < SIZE; column++) {
        float expected = still[(row + 3) * SIZE + column - 5];
        assertEquals(expected, moved[row * SIZE + column], 1e-5f);
      }
    }
  }

  /** One step of Gauss-Newton, whose error is of second order in the small shift. */
  @Test
  void contentMovedByAFractionOfAPixelMeasuresAsThatFraction() {
    double dx = 0.04;
    double dy = -0.03;
    float[] still = landscape.view(SIZE, SIZE, 0, 0, 0.4, 1);
    float[] moved = landscape.view(SIZE, SIZE, dx, dy, 0.4, 1);
    float[] left = landscape.view(SIZE, SIZE, -1e-3, 0, 0.4, 1);
    float[] right = landscape.view(SIZE, SIZE, 1e-3, 0, 0.4, 1);
    float[] up = landscape.view(SIZE, SIZE, 0, -1e-3, 0.4, 1);
    float[] down = landscape.view(SIZE, SIZE, 0, 1e-3, 0.4, 1);
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double xd = 0;
    double yd = 0;
    for (int i = 0; i < still.length; i++) {
      double gx = (right[i] - left[i]) / 2e-3;
      double gy = (down[i] - up[i]) / 2e-3;
      double d = moved[i] - still[i];
      xx += gx * gx;
      xy += gx * gy;
      yy += gy * gy;
      xd += gx * d;
      yd += gy * d;
    }
    double det = xx * yy - xy * xy;
    assertEquals(dx, (yy * xd - xy * yd) / det, 0.001);
    assertEquals(dy, (xx * yd - xy * xd) / det, 0.001);
  }

  @Test
  void everyThirdDateIsCloudyAndTheFirstIsTheReference() {
    List<SyntheticScenes.Date> dates =
        new SyntheticScenes(SyntheticScenes.Options.of(SIZE, SIZE, 7)).dates();
    assertEquals(
        List.of(false, false, true, false, false, true, false),
        dates.stream().map(SyntheticScenes.Date::cloudy).toList());
    assertEquals(0, dates.get(0).dxPx());
    assertEquals(0, dates.get(0).dyPx());
    assertTrue(dates.stream().skip(1).allMatch(d -> Math.abs(d.dxPx()) <= 2.5 && d.dxPx() != 0));
    assertEquals(
        "S2A_MSIL2A_20240105T100031_N0510_R122_T33TWM_20240105T134500.tif",
        dates.get(0).fileName());
  }

  @Test
  void cloudsCoverAboutAThirdWithSoftEdges() {
    float[] opacity = new SyntheticScenes(SyntheticScenes.Options.of(256, 256, 3)).clouds(2);
    int opaque = 0;
    int soft = 0;
    for (float o : opacity) {
      opaque += o > 0.5 ? 1 : 0;
      soft += o > 0.05 && o < 0.95 ? 1 : 0;
    }
    assertEquals(0.33, opaque / (double) opacity.length, 0.1);
    assertTrue(soft > opacity.length / 50, "soft: " + soft);
  }

  @Test
  void theBridgeGrows() {
    float[] without = landscape.view(SIZE, SIZE, 0, 0, 0, 0);
    float[] half = landscape.view(SIZE, SIZE, 0, 0, 0, 0.5);
    float[] whole = landscape.view(SIZE, SIZE, 0, 0, 0, 1);
    assertTrue(changed(without, half) > 40);
    assertTrue(changed(without, whole) > 1.5 * changed(without, half));
  }

  @Test
  void theSameOptionsGiveTheSameFilesAndTruth(@TempDir Path folder) throws IOException {
    SyntheticScenes.Options options = SyntheticScenes.Options.of(64, 48, 3);
    List<Path> once = new SyntheticScenes(options).write(folder.resolve("a"));
    List<Path> again = new SyntheticScenes(options).write(folder.resolve("b"));
    for (int i = 0; i < once.size(); i++) {
      assertArrayEquals(Files.readAllBytes(once.get(i)), Files.readAllBytes(again.get(i)));
    }
    String truth = Files.readString(folder.resolve("a/truth.json"));
    assertTrue(truth.contains("\"dxPx\": 0.000000, \"dyPx\": 0.000000, \"cloudy\": false"), truth);
    assertFalse(truth.contains(",000"), "a decimal comma in " + truth);
  }

  private static int changed(float[] a, float[] b) {
    int changed = 0;
    for (int i = 0; i < a.length; i++) {
      changed += Math.abs(a[i] - b[i]) > 0.2 ? 1 : 0;
    }
    return changed;
  }
}
