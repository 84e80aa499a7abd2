package io.terralapse.furniture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.AcquisitionDate;
import io.terralapse.model.DateSource;
import io.terralapse.model.Picture;
import io.terralapse.testkit.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@Slow
class NoSystemFontsTest {
  /** What the child process runs. */
  public static final class Paints {
    private Paints() {}

    /** Paints one picture. */
    public static void main(String[] args) {
      AcquisitionDate date = AcquisitionDate.on(LocalDate.of(2021, 8, 3), DateSource.STAC);
      new FurniturePainter(
              FurnitureSettings.DEFAULTS, new Canvas(320, 180, 10, 5, true), List.of(date))
          .paint(new Picture(320, 180), new Caption(date, Optional.of("Somebody")));
    }
  }

  @Test
  void textUsesNoFontsOfTheOperatingSystem() throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Dsun.awt.fontconfig=/nonexistent",
                "-verbose:class",
                "-cp",
                System.getProperty("java.class.path"),
                Paints.class.getName())
            .redirectErrorStream(true)
            .start();
    String log = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, child.waitFor(), log.substring(Math.max(0, log.length() - 2000)));
    assertTrue(log.contains("io.terralapse.furniture.FurniturePainter"));
    assertFalse(log.contains("FontManager"));
    assertFalse(log.contains("java.awt.Font "));
  }
}
