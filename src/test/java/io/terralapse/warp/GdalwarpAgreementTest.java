package io.terralapse.warp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Displacement;
import io.terralapse.model.Flags;
import io.terralapse.model.Frame;
import io.terralapse.model.Grid;
import io.terralapse.model.SceneWindows;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real scenes against {@code gdalwarp -r cubic -et 0}; see SOURCE.md beside the fixtures. */
class GdalwarpAgreementTest {

  @Slow
  @ParameterizedTest
  @CsvSource({
    "naip-source.bin.gz, naip-gdalwarp.bin.gz, 255, 58",
    "dubai-source.bin.gz, dubai-gdalwarp.bin.gz, 4000, 75",
    "naip-source.bin.gz, naip-gdalwarp-coarse.bin.gz, 255, 48",
  })
  void agreesWithGdalwarp(String source, String expected, double peak, double minDecibels)
      throws IOException {
    ArrayWindow want = Fixture.read(expected);
    Grid grid = Fixture.grid(want);
    Frame got =
        new Warper(grid, Kernel.CUBIC, 0.05)
            .warp(List.of(SceneWindows.of(Fixture.read(source))), Displacement.NONE);

    double squares = 0;
    long n = 0;
    int areaDiffers = 0;
    for (int r = 0; r < grid.height(); r++) {
      for (int c = 0; c < grid.width(); c++) {
        int g = r * grid.width() + c;
        boolean valid = Flags.isValid(got.flags()[g]);
        boolean wantValid = Flags.isValid(want.flags()[r * want.width() + c]);
        if (valid && wantValid) {
          for (int b = 0; b < got.bandCount(); b++) {
            double value = Math.min(peak == 255 ? 255 : 65535, Math.max(0, got.band(b)[g]));
            double error = value - want.bands()[b][r * want.width() + c];
            squares += error * error;
            n++;
          }
        } else if (valid != wantValid && !hasNeighbour(want, c, r, valid)) {
          areaDiffers++;
        }
      }
    }
    double decibels = 10 * Math.log10(peak * peak / (squares / n));
    assertEquals(0, areaDiffers, "pixels whose validity differs by more than one pixel");
    assertTrue(n > 10_000, "few valid pixels: " + n);
    assertTrue(decibels >= minDecibels, "PSNR " + decibels + " dB");
  }

  /** Is there a pixel of this validity within one pixel? Outside counts as no data. */
  private static boolean hasNeighbour(ArrayWindow image, int column, int row, boolean valid) {
    for (int r = row - 1; r <= row + 1; r++) {
      for (int c = column - 1; c <= column + 1; c++) {
        boolean inside = c >= 0 && r >= 0 && c < image.width() && r < image.height();
        boolean here = inside && Flags.isValid(image.flags()[r * image.width() + c]);
        if (here == valid) {
          return true;
        }
      }
    }
    return false;
  }
}
