package io.terralapse.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Picture;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class GoldenImageTest {
  @Test
  void differencesWithinTheToleranceAreEqual() {
    Picture a = grey(100);
    Picture b = grey(102);
    GoldenImage.assertLooksLike("within", a, b, 2, 0);
  }

  @Test
  void aFailureSavesTheActualPictureAndSaysWhere() {
    Picture a = grey(100);
    Picture b = grey(100);
    b.rgb()[3] = 0x64FF64;
    GoldenImage.assertLooksLike("one-pixel", a, b, 0, 0.1);
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> GoldenImage.assertLooksLike("one-pixel", a, b, 9, 0));
    assertTrue(error.getMessage().contains("worst 155"), error.getMessage());
    Picture saved = GoldenImage.load(Path.of("target", "golden", "one-pixel-actual.png"));
    assertEquals(0x64FF64, saved.rgb()[3]);
  }

  @Test
  void anotherSizeFails() {
    assertThrows(
        AssertionError.class,
        () -> GoldenImage.assertLooksLike("size", grey(1), new Picture(3, 3), 255, 1));
  }

  private static Picture grey(int level) {
    Picture picture = new Picture(4, 4);
    Arrays.fill(picture.rgb(), level * 0x010101);
    return picture;
  }
}
