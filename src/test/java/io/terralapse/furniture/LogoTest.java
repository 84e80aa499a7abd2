package io.terralapse.furniture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.Picture;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogoTest {
  private static final AcquisitionDate DAY =
      AcquisitionDate.on(LocalDate.of(2014, 9, 28), DateSource.STAC);
  private static final int RED = 0xD0202A;

  @TempDir private Path folder = Path.of("");

  private Path png(int width, int height, int type, int argb) throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, argb);
    }
    Path file = folder.resolve(width + "x" + height + "-" + type + ".png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static FurniturePainter painter(Path logo, Canvas canvas, StyleSettings.Theme theme) {
    StyleSettings style =
        new StyleSettings(List.of(), theme, Optional.empty(), Optional.empty(), Optional.of(logo));
    return new FurniturePainter(FurnitureSettings.DEFAULTS.with(style), canvas, List.of(DAY));
  }

  /** The pixels of a colour after a logo was drawn on grey. */
  private static Rectangle2D find(FurniturePainter painter, int width, int height, int colour) {
    Picture picture = new Picture(width, height);
    Arrays.fill(picture.rgb(), 0x808080);
    painter.paint(picture, new Caption(DAY, Optional.empty()));
    Rectangle2D found = new Rectangle2D.Double(0, 0, -1, -1);
    for (int i = 0; i < picture.rgb().length; i++) {
      if (picture.rgb()[i] == colour) {
        int row = i / width;
        Rectangle2D pixel = new Rectangle2D.Double(i % width, row, 1, 1);
        found = found.isEmpty() ? pixel : found.createUnion(pixel);
      }
    }
    return found;
  }

  @ParameterizedTest
  @CsvSource({
    "1920, 1080, 400, 400, 81, 81",
    "1920, 1080, 1000, 100, 498, 50",
    "1080, 1920, 400, 400, 81, 81",
    "600, 400, 60, 20, 60, 20",
  })
  void keepsItsProportionsInTheCornerAndIsNeverEnlarged(
      int width, int height, int columns, int rows, int drawnWidth, int drawnHeight)
      throws IOException {
    Path logo = png(columns, rows, BufferedImage.TYPE_INT_RGB, RED);
    SafeArea safe = height > width ? SafeArea.VERTICAL : SafeArea.WHOLE;
    Canvas canvas = new Canvas(width, height, 7.3, 0, true, Optional.empty(), safe);
    Rectangle2D box = find(painter(logo, canvas, StyleSettings.Theme.LIGHT), width, height, RED);
    assertEquals(drawnWidth, box.getWidth(), 1.01);
    assertEquals(drawnHeight, box.getHeight(), 1.01);
    Sizes sizes = Sizes.of(canvas);
    assertEquals(sizes.right(), box.getMaxX(), 1.01);
    assertEquals(sizes.top(), box.getMinY(), 1.01);
  }

  @Test
  void transparentPixelsShowThePictureAndPlatesAreNotBehindIt() throws IOException {
    Path logo = png(80, 80, BufferedImage.TYPE_INT_ARGB, 0);
    Canvas canvas = new Canvas(1920, 1080, 7.3, 0, true);
    Picture picture = new Picture(1920, 1080);
    Arrays.fill(picture.rgb(), 0x808080);
    painter(logo, canvas, StyleSettings.Theme.PLATE)
        .paint(picture, new Caption(DAY, Optional.empty()));
    Sizes sizes = Sizes.of(canvas);
    int row = (int) (sizes.top() + 20);
    int column = (int) (sizes.right() - 20);
    assertEquals(0x808080, picture.rgb()[row * 1920 + column]);
  }

  @Test
  void greySamplesKeepTheirCodes() throws IOException {
    Path logo = png(60, 60, BufferedImage.TYPE_BYTE_GRAY, 0xFF000000);
    BufferedImage image = new BufferedImage(60, 60, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 3600; i++) {
      image.getRaster().setSample(i % 60, i / 60, 0, 100);
    }
    ImageIO.write(image, "png", logo.toFile());
    Canvas canvas = new Canvas(1920, 1080, 7.3, 0, true);
    FurniturePainter painter = painter(logo, canvas, StyleSettings.Theme.LIGHT);
    assertFalse(find(painter, 1920, 1080, 0x646464).isEmpty());
  }

  @Test
  void aReducedLogoIsAveragedInLinearLight() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0xFFFFFF);
    Path file = folder.resolve("half.png");
    ImageIO.write(image, "png", file.toFile());
    int[] rgb = {0};
    Logo.read(file).reducedTo(1, 1).paint(rgb, 1, 0, 0);
    assertEquals(0xBCBCBC, rgb[0]);
  }

  @Test
  void titleMapAndCoordinatesKeepClearOfIt() throws IOException {
    Path logo = png(400, 200, BufferedImage.TYPE_INT_RGB, RED);
    MarkSettings marks =
        new MarkSettings(
            true,
            MarkSettings.Units.METRIC,
            Optional.empty(),
            Optional.empty(),
            true,
            MarkSettings.LocatorUse.COUNTRY);
    for (int[] size : new int[][] {{1920, 1080}, {1080, 1080}, {1080, 1350}}) {
      Canvas canvas =
          new Canvas(
              size[0],
              size[1],
              7.3,
              0,
              true,
              Optional.of(new Place(-99.37, 47.02, 0.06, 0.02)),
              SafeArea.WHOLE);
      StyleSettings style =
          new StyleSettings(
              List.of(),
              StyleSettings.Theme.LIGHT,
              Optional.empty(),
              Optional.empty(),
              Optional.of(logo));
      FurniturePainter painter =
          new FurniturePainter(
              FurnitureSettings.DEFAULTS.with(marks).with(style), canvas, List.of(DAY));
      assertTrue(
          Collections.disjoint(painter.leftOut(), List.of("logo", "locator", "coordinates")),
          size[0] + " x " + size[1] + ": " + painter.leftOut());
    }
  }

  @Test
  void whatIsNoPngIsRefusedWithItsName() throws IOException {
    Path text = Files.writeString(folder.resolve("logo.png"), "no picture");
    assertTrue(
        Logo.findProblem(text)
            .orElse("")
            .startsWith("logo.png: it is not a PNG that can be read; "));
    Path wide = png(4097, 1, BufferedImage.TYPE_INT_RGB, RED);
    assertTrue(Logo.findProblem(wide).orElse("").contains("too large"));
    assertTrue(
        Logo.findProblem(folder.resolve("none.png")).orElse("").contains("there is no such file"));
  }
}
