package io.terralapse.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.terralapse.model.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PosterTest {
  @TempDir Path folder = Path.of("");

  @Test
  void fineColourEdgesArePreserved() throws IOException {
    Picture picture = TestPictures.plain(64, 48, 0x2040C0);
    for (int row = 0; row < 48; row++) {
      picture.rgb()[row * 64 + 31] = 0xD03020;
    }
    Path out = folder.resolve("a poster.jpg");
    Poster.writeJpeg(out, picture, 0.95);
    BufferedImage back = ImageIO.read(out.toFile());
    assertEquals(64, back.getWidth());
    assertEquals(48, back.getHeight());
    assertEquals(0xD0, (back.getRGB(31, 20) >> 16) & 0xFF, 12);
    assertEquals(0xC0, back.getRGB(30, 20) & 0xFF, 12);
  }

  @Test
  void samePictureGivesTheSameBytes() throws IOException {
    Path one = folder.resolve("1.jpg");
    Path two = folder.resolve("2.jpg");
    Poster.writeJpeg(one, TestPictures.scene(64, 48, 3), 0.9);
    Poster.writeJpeg(two, TestPictures.scene(64, 48, 3), 0.9);
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
  }

  @Test
  void qualityOutOfRangeIsRejected() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Poster.writeJpeg(folder.resolve("a.jpg"), new Picture(2, 2), 1.5));
  }
}
