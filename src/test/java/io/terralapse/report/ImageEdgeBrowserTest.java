package io.terralapse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.terralapse.testkit.HeadlessBrowser;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images have an even number of rows, and so may extend one row below the frame. */
class ImageEdgeBrowserTest {
  @TempDir static Path root = Path.of("");

  /** 720 x 406 pixels of a frame of 1440 x 810: white, and black below its end. */
  private static byte[] picture() throws IOException {
    BufferedImage image = new BufferedImage(720, 406, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 720, 405);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  @Test
  void rowsBelowTheFrameAreNotShown() throws IOException {
    AlignedDate date =
        new AlignedDate(
            "only",
            "2024-01-05",
            Instant.parse("2024-01-05T00:00:00Z"),
            "reference",
            "none",
            0,
            0,
            0,
            1,
            0,
            0,
            0,
            0,
            false,
            "",
            new byte[0],
            picture(),
            List.of());
    AlignmentReport report =
        new AlignmentReport("Edge", "only", "", 10, 1440, 810, List.of(date), List.of(), "1.2.3");
    Path page = root.resolve("page.html");
    try (HeadlessBrowser browser =
        HeadlessBrowser.start(Files.createDirectories(root.resolve("browser")))) {
      try (Writer out = Files.newBufferedWriter(page)) {
        AlignmentPage.write(report, out);
      }
      // A card of 720 pixels shows the image at its native size.
      browser.viewport(760, 900);
      browser.open(page.toUri());
      browser.evaluate("document.querySelector('.stage').style.width = '720px'");
      browser.evaluate("document.querySelector('.stage').style.maxWidth = 'none'");
      BufferedImage shown =
          ImageIO.read(new ByteArrayInputStream(browser.picture(".stage .shot.after")));
      assertEquals(405, shown.getHeight());
      assertEquals(0xFFFFFF, shown.getRGB(360, 404) & 0xFFFFFF, "the last row");
    }
  }
}
