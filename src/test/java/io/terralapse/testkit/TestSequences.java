package io.terralapse.testkit;

import io.terralapse.encode.SequenceJob;
import io.terralapse.encode.Timing;
import io.terralapse.model.Picture;
import io.terralapse.model.PictureSequence;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/** Short sequences of seeded pictures. */
public final class TestSequences {
  private TestSequences() {}

  /** Pictures in memory. */
  public static PictureSequence of(List<Picture> pictures) {
    return new PictureSequence() {
      @Override
      public int size() {
        return pictures.size();
      }

      @Override
      public int width() {
        return pictures.get(0).width();
      }

      @Override
      public int height() {
        return pictures.get(0).height();
      }

      @Override
      public Picture get(int index) {
        return pictures.get(index);
      }
    };
  }

  /** A job on two threads with the same duration for every picture. */
  public static SequenceJob job(List<Picture> pictures, double seconds) {
    return job(pictures, seconds, 2);
  }

  /** A job with the same duration for every picture. */
  public static SequenceJob job(List<Picture> pictures, double seconds, int threads) {
    long[] micros = new long[pictures.size()];
    Arrays.fill(micros, Math.round(seconds * 1e6));
    return new SequenceJob(
        of(pictures), Timing.ofMicros(micros, OptionalInt.empty()), Map.of(), threads);
  }

  /** Textured land with a white square where a caption would be. */
  public static Picture land(int width, int height, long seed) {
    Random noise = new Random(seed);
    int[] rgb = new int[width * height];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        double wave = Math.sin(column * 0.13 + seed) * Math.cos(row * 0.11);
        int r = level(100 + 50 * wave + 6 * noise.nextGaussian());
        int g = level(120 + 30 * wave + 6 * noise.nextGaussian());
        int b = level(80 + 20 * wave + 6 * noise.nextGaussian());
        boolean caption = row >= 4 && row < 10 && column >= 4 && column < 20;
        rgb[row * width + column] = caption ? 0xFFFFFF : r << 16 | g << 8 | b;
      }
    }
    return new Picture(width, height, rgb);
  }

  private static int level(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }
}
