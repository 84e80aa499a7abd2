package io.terralapse.draw;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.terralapse.model.Picture;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PictureFileTest {
  private static Picture noise(int width, int height) {
    Random random = new Random(5);
    Picture picture = new Picture(width, height);
    Arrays.setAll(picture.rgb(), i -> random.nextInt(1 << 24));
    return picture;
  }

  @Test
  void everyPixelComesBack() {
    for (Picture picture : new Picture[] {noise(64, 33), noise(2, 2), new Picture(320, 180)}) {
      byte[] file = PictureFile.encode(picture);
      assertTrue(file.length <= PictureFile.longest(picture.width(), picture.height()));
      Picture back =
          PictureFile.decode(ByteBuffer.wrap(file), picture.width(), picture.height())
              .orElseThrow();
      assertArrayEquals(picture.rgb(), back.rgb());
    }
  }

  @Test
  void anotherSizeAndTruncatedDataAreNoPicture() {
    byte[] file = PictureFile.encode(noise(64, 32));
    assertEquals(Optional.empty(), PictureFile.decode(ByteBuffer.wrap(file), 32, 64));
    for (int length = 0; length < file.length - 4; length += 97) {
      ByteBuffer part = ByteBuffer.wrap(Arrays.copyOf(file, length));
      assertEquals(Optional.empty(), PictureFile.decode(part, 64, 32), length + " bytes");
    }
  }

  @Test
  void smoothPicturesTakeAFractionOfTheirPixels() {
    Picture ramp = new Picture(256, 256);
    Arrays.setAll(ramp.rgb(), i -> 0x010101 * (i % 256));
    assertTrue(PictureFile.encode(ramp).length < 256 * 256 / 10);
  }
}
