package io.terralapse.publish;

import io.terralapse.draw.StillScaler;
import io.terralapse.encode.Poster;
import io.terralapse.model.Picture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A JPEG within a number of bytes: coarser first, then smaller.
 *
 * @param bytes the whole file
 * @param givenUp what was given up for the limit, a phrase each
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record BoundedJpeg(byte[] bytes, List<String> givenUp) {
  /** Below this quality captions have visible ringing; a smaller picture is better. */
  private static final double WORST_QUALITY = 0.6;

  private static final double QUALITY_STEP = 0.04;
  private static final int LEAST_WIDTH = 64;

  /** Copies the list. */
  BoundedJpeg {
    givenUp = List.copyOf(givenUp);
  }

  /**
   * Encodes a picture.
   *
   * @param most bytes; the smallest file that is tried may still have more, 64 pixels wide
   */
  static BoundedJpeg encode(Picture picture, OptionalLong most) throws IOException {
    long limit = most.orElse(Long.MAX_VALUE);
    byte[] jpeg = Poster.jpeg(picture, Poster.QUALITY);
    double quality = Poster.QUALITY;
    Picture now = picture;
    while (jpeg.length > limit && now.width() > LEAST_WIDTH) {
      quality = Poster.QUALITY;
      while (jpeg.length > limit && quality > WORST_QUALITY) {
        quality -= QUALITY_STEP;
        jpeg = Poster.jpeg(now, quality);
      }
      if (jpeg.length > limit) {
        now = StillScaler.atMost(picture, Math.max(LEAST_WIDTH, now.width() * 9 / 10));
        quality = Poster.QUALITY;
        jpeg = Poster.jpeg(now, quality);
      }
    }
    List<String> givenUp = new ArrayList<>();
    if (now.width() < picture.width()) {
      givenUp.add(size(now) + " instead of " + size(picture) + " pixels");
    }
    if (quality < Poster.QUALITY) {
      givenUp.add("quality " + Math.round(100 * quality) + " of 100");
    }
    return new BoundedJpeg(jpeg, givenUp);
  }

  private static String size(Picture picture) {
    return picture.width() + " x " + picture.height();
  }
}
