package io.terralapse.annotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.furniture.FurnitureSettings;
import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.Grid;
import io.terralapse.model.Picture;
import io.terralapse.model.Srgb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelContrastTest {
  private static final int SIDE = 720;
  private static final Grid GRID = new Grid("PIXELS", 0, 0, 1, 1, SIDE, SIDE);

  private final Path folder;

  LabelContrastTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private AnnotationPainter painter(String properties) throws IOException {
    Path file = folder.resolve("a.geojson");
    Files.writeString(
        file,
        "{\"type\":\"Feature\",\"properties\":{"
            + properties
            + "},\"geometry\":{\"type\":\"Point\",\"coordinates\":[300,300]}}");
    return OverlayParser.painter(
        new AnnotationFile(file, Optional.empty()),
        GRID,
        List.of(),
        FurnitureSettings.DEFAULTS.fonts());
  }

  private static int[] painted(AnnotationPainter painter, int ground) {
    Picture picture = new Picture(SIDE, SIDE);
    Arrays.fill(picture.rgb(), ground);
    AcquisitionDate date = AcquisitionDate.on(LocalDate.of(2024, 3, 2), DateSource.FILENAME);
    painter.paint(picture, date);
    painter.paintLabels(picture, date);
    return picture.rgb();
  }

  private static double luminance(int rgb) {
    return 0.2126 * Srgb.linear(rgb >> 16 & 0xFF)
        + 0.7152 * Srgb.linear(rgb >> 8 & 0xFF)
        + 0.0722 * Srgb.linear(rgb & 0xFF);
  }

  /**
   * The least contrast of white with the pixels within two pixels of a letter that no letter
   * covers: those that stay black on black.
   */
  private static double least(AnnotationPainter painter, int ground) {
    int[] dark = painted(painter, 0);
    int[] shown = painted(painter, ground);
    double least = 21;
    int count = 0;
    // Right of the point.
    for (int row = 270; row < 330; row++) {
      for (int column = 310; column < 500; column++) {
        boolean near = false;
        for (int i = 0; i < 25; i++) {
          int by = (Math.floorDiv(i, 5) - 2) * SIDE + i % 5 - 2;
          near |= (dark[row * SIDE + column + by] & 0xFF) > 0xC0;
        }
        if (near && dark[row * SIDE + column] == 0) {
          least = Math.min(least, 1.05 / (luminance(shown[row * SIDE + column]) + 0.05));
          count++;
        }
      }
    }
    assertTrue(count > 300, "pixels beside letters: " + count);
    return least;
  }

  @ParameterizedTest
  @CsvSource({"0xFFFFFF", "0xD8D0C0", "0x80A080", "0xFFFF00"})
  void labelsAreLegibleOnAnyGround(String ground) throws IOException {
    double least = least(painter("\"label\":\"Weather station\""), Integer.decode(ground));
    assertTrue(least >= 4.5, "least " + least);
  }

  @Test
  void aWhitePointIsSeenOnWhite() throws IOException {
    int[] rgb = painted(painter("\"marker-size\":\"large\""), 0xFFFFFF);
    int ring = 0xFFFFFF;
    for (int column = 300; column < 320; column++) {
      ring = Math.min(ring, rgb[300 * SIDE + column]);
    }
    assertTrue(1.05 / (luminance(ring) + 0.05) >= 3, Integer.toHexString(ring));
    assertEquals(0xFFFFFF, rgb[300 * SIDE + 300]);
  }
}
