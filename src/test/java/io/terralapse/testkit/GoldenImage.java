package io.terralapse.testkit;

import io.terralapse.model.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.opentest4j.AssertionFailedError;

/**
 * Compares pictures with stored ones. When they differ, the actual and the expected picture and
 * their difference (eight times enlarged in value) are saved under {@code target/golden}, and the
 * message says where. {@code mvn test -Dgolden.update=true} saves the actual pictures as the new
 * stored ones; look at them before you commit them.
 */
public final class GoldenImage {
  private static final Path STORED = Path.of("src", "test", "resources", "golden");
  private static final Path SAVED = Path.of("target", "golden");

  private GoldenImage() {}

  /**
   * Asserts that a picture looks like {@code src/test/resources/golden/<name>.png}.
   *
   * @param tolerance largest difference of a colour component, 0 to 255, that counts as equal
   * @param maxDifferentShare share of pixels, 0 to 1, that may differ by more
   */
  public static void assertMatches(
      String name, Picture actual, int tolerance, double maxDifferentShare) {
    if (Boolean.getBoolean("golden.update")) {
      save(STORED.resolve(name + ".png"), actual);
      return;
    }
    assertLooksLike(
        name, load(STORED.resolve(name + ".png")), actual, tolerance, maxDifferentShare);
  }

  /** {@link #assertMatches} against a picture that is already in memory. */
  public static void assertLooksLike(
      String name, Picture expected, Picture actual, int tolerance, double maxDifferentShare) {
    String expectedSize = expected.width() + " x " + expected.height();
    String got = actual.width() + " x " + actual.height();
    if (!expectedSize.equals(got)) {
      save(SAVED.resolve(name + "-actual.png"), actual);
      throw new AssertionFailedError(
          name + " has another size; see target/golden", expectedSize, got);
    }
    int different = 0;
    int worst = 0;
    Picture difference = new Picture(actual.width(), actual.height());
    for (int i = 0; i < actual.rgb().length; i++) {
      int d = difference(expected.rgb()[i], actual.rgb()[i]);
      worst = Math.max(worst, d);
      different += d > tolerance ? 1 : 0;
      difference.rgb()[i] = Math.min(255, 8 * d) * 0x010101;
    }
    double share = different / (double) actual.rgb().length;
    if (share > maxDifferentShare) {
      save(SAVED.resolve(name + "-actual.png"), actual);
      save(SAVED.resolve(name + "-expected.png"), expected);
      save(SAVED.resolve(name + "-difference.png"), difference);
      throw new AssertionFailedError(
          String.format(
              Locale.ROOT,
              "%s: %.3f %% of the pixels differ by more than %d (worst %d); see %s-*.png in %s",
              name,
              100 * share,
              tolerance,
              worst,
              name,
              SAVED.toAbsolutePath()));
    }
  }

  /** The largest difference of the three components of two 0xRRGGBB colours. */
  private static int difference(int a, int b) {
    int worst = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      worst = Math.max(worst, Math.abs((a >> shift & 0xFF) - (b >> shift & 0xFF)));
    }
    return worst;
  }

  /** Reads a picture from a file that ImageIO knows. */
  public static Picture load(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      BufferedImage image = Objects.requireNonNull(ImageIO.read(in), "not a picture: " + file);
      int w = image.getWidth();
      int h = image.getHeight();
      int[] rgb = image.getRGB(0, 0, w, h, null, 0, w);
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] &= 0xFFFFFF;
      }
      return new Picture(w, h, rgb);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a picture as PNG, making folders where needed. */
  public static void save(Path file, Picture picture) {
    int w = picture.width();
    int h = picture.height();
    BufferedImage image = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, w, h, picture.rgb(), 0, w);
    try {
      Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
