package io.terralapse.encode;

import io.terralapse.model.Picture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;

/** Seeded pictures that resemble dated scenes of one area: same ground, changing fields. */
final class TestPictures {
  static final VideoSettings FAST = new VideoSettings(20, "veryfast");

  private TestPictures() {}

  /** 0.8 s for each picture, 2 s for the last. */
  static Timing timing(int pictures) {
    return timing(pictures, 0.8, 2, OptionalInt.empty());
  }

  static Timing timing(int pictures, double seconds, double hold, OptionalInt fps) {
    long[] micros = new long[pictures];
    Arrays.fill(micros, Math.round(seconds * 1e6));
    micros[pictures - 1] = Math.round(hold * 1e6);
    return Timing.ofMicros(micros, fps);
  }

  static Picture scene(int width, int height, int date) {
    Random field = new Random(date);
    double tint = 0.8 + 0.4 * field.nextDouble();
    int[] rgb = new int[width * height];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double wave = Math.sin(column * 0.21) * Math.cos(row * 0.17);
        double patch = ((column / 16 + row / 16 + date) % 3 == 0) ? 30 : 0;
        double noise = field.nextGaussian() * 2;
        int r = clamp(110 + 50 * wave * tint + patch + noise);
        int g = clamp(120 + 40 * wave + noise);
        int b = clamp(90 + 30 * wave / tint - patch + noise);
        rgb[row * width + column] = (r << 16) | (g << 8) | b;
      }
    }
    return new Picture(width, height, rgb);
  }

  static Picture plain(int width, int height, int rgb) {
    Picture picture = new Picture(width, height);
    Arrays.fill(picture.rgb(), rgb);
    return picture;
  }

  /** The message of an exception that must have one. */
  static String sentence(Exception e) {
    return Objects.requireNonNull(e.getMessage());
  }

  private static int clamp(double v) {
    return (int) Math.max(0, Math.min(255, Math.round(v)));
  }

  static EncodedSegment encode(VideoSettings settings, int index, List<Picture> pictures)
      throws IOException {
    Picture first = pictures.get(0);
    try (SegmentEncoder encoder =
        new SegmentEncoder(first.width(), first.height(), settings, index)) {
      for (Picture picture : pictures) {
        encoder.add(picture);
      }
      return encoder.finish();
    }
  }

  static List<Picture> scenes(int width, int height, int firstDate, int count) {
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pictures.add(scene(width, height, firstDate + i));
    }
    return pictures;
  }
}
