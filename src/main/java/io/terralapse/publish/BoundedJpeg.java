package io.terralapse.publish;

import io.terralapse.draw.StillScaler;
import io.terralapse.encode.Poster;
import io.terralapse.model.Picture;
import java.io.IOException;
import java.util.OptionalLong;

/** JPEG within a number of bytes: coarser first, then smaller. Stateless. */
final class BoundedJpeg {
  /** Below this quality captions have visible ringing; a smaller picture is better. */
  private static final double WORST_QUALITY = 0.6;

  private static final double QUALITY_STEP = 0.04;
  private static final int LEAST_WIDTH = 64;

  private BoundedJpeg() {}

  /**
   * Encodes a picture.
   *
   * @param most bytes; the smallest file that is tried may still have more, 64 pixels wide
   */
  static byte[] encode(Picture picture, OptionalLong most) throws IOException {
    byte[] jpeg = Poster.jpeg(picture, Poster.QUALITY);
    if (most.isEmpty()) {
      return jpeg;
    }
    Picture now = picture;
    while (jpeg.length > most.getAsLong() && now.width() > LEAST_WIDTH) {
      double quality = Poster.QUALITY;
      while (jpeg.length > most.getAsLong() && quality > WORST_QUALITY) {
        quality -= QUALITY_STEP;
        jpeg = Poster.jpeg(now, quality);
      }
      if (jpeg.length > most.getAsLong()) {
        now = StillScaler.atMost(picture, Math.max(LEAST_WIDTH, now.width() * 9 / 10));
        jpeg = Poster.jpeg(now, Poster.QUALITY);
      }
    }
    return jpeg;
  }
}
