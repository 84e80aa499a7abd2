package io.terralapse.page;

import io.terralapse.model.Picture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses which frames a page can compare: all of a short sequence, else the first, the last, and
 * those that differ most from the one before. Stateless.
 */
public final class PagePictures {
  /** Pictures of a page, so that it can be mailed and opened on a phone. */
  public static final int MOST = 60;

  /** JPEG quality of the pictures, 0 to 1. */
  public static final double QUALITY = 0.8;

  /** One of every so many pixels is compared, in both directions. */
  private static final int STEP = 4;

  /** The still of each frame, as JPEG. */
  @FunctionalInterface
  public interface Stills {
    /**
     * A still, which may be drawn for this.
     *
     * @param index of the frame
     */
    byte[] jpeg(int index) throws IOException;
  }

  /** Decodes a still. */
  @FunctionalInterface
  public interface Decoder {
    /** The pixels of a JPEG. */
    Picture decode(byte[] jpeg) throws IOException;
  }

  private PagePictures() {}

  /**
   * Width of the pictures of a sequence, pixels: the more there are, the smaller, so that they have
   * 3 to 10 MB together.
   */
  public static int width(int frames) {
    if (frames <= 8) {
      return 1280;
    }
    return frames <= 24 ? 960 : 640;
  }

  /**
   * The frames of which the page has pictures, in order.
   *
   * @param frames how many there are
   */
  public static List<Integer> choose(int frames, Stills stills, Decoder decoder)
      throws IOException {
    if (frames <= MOST) {
      return IntStream.range(0, frames).boxed().toList();
    }
    double[] changes = new double[frames];
    Picture before = decoder.decode(stills.jpeg(0));
    for (int i = 1; i < frames; i++) {
      Picture now = decoder.decode(stills.jpeg(i));
      changes[i] = difference(before, now);
      before = now;
    }
    List<Integer> chosen = new ArrayList<>(List.of(0, frames - 1));
    IntStream.range(1, frames - 1)
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(i -> -changes[i]).thenComparing(i -> i))
        .limit(MOST - 2L)
        .forEach(chosen::add);
    return chosen.stream().sorted().toList();
  }

  /** Mean absolute difference of the codes of red, green and blue. */
  private static double difference(Picture a, Picture b) {
    long sum = 0;
    long count = 0;
    for (int y = 0; y < a.height(); y += STEP) {
      for (int x = 0; x < a.width(); x += STEP) {
        int i = y * a.width() + x;
        int p = a.rgb()[i];
        int q = b.rgb()[i];
        sum += Math.abs((p >> 16 & 0xFF) - (q >> 16 & 0xFF));
        sum += Math.abs((p >> 8 & 0xFF) - (q >> 8 & 0xFF));
        sum += Math.abs((p & 0xFF) - (q & 0xFF));
        count += 3;
      }
    }
    return (double) sum / count;
  }
}
