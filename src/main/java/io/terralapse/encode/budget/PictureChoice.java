package io.terralapse.encode.budget;

import io.terralapse.encode.Timing;
import io.terralapse.model.Picture;
import io.terralapse.model.PictureSequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which pictures of a sequence to show if not all can be: the first, the last, and those that
 * differ most from the one shown before them. Immutable, thread-safe.
 */
final class PictureChoice {
  /** Pictures are compared at about this width, pixels. */
  private static final int PREVIEW_WIDTH = 64;

  /** Rounding of times, seconds. */
  private static final double TOLERANCE = 1e-9;

  private final int[] usable;
  private final int[] removed;

  private PictureChoice(int[] usable, int[] removed) {
    this.usable = usable;
    this.removed = removed;
  }

  /**
   * Compares the pictures of a sequence.
   *
   * @param shortestSeconds least time between the starts of two pictures
   */
  static PictureChoice of(PictureSequence pictures, Timing timing, double shortestSeconds)
      throws IOException {
    List<Integer> usable = usable(timing, shortestSeconds);
    List<int[]> previews = new ArrayList<>();
    for (int index : usable) {
      previews.add(preview(pictures.get(index)));
    }
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < usable.size(); i++) {
      left.add(i);
    }
    int[] removed = new int[Math.max(0, usable.size() - 2)];
    for (int k = 0; k < removed.length; k++) {
      int least = 1;
      double change = Double.MAX_VALUE;
      for (int i = 1; i < left.size() - 1; i++) {
        double own = difference(previews.get(left.get(i - 1)), previews.get(left.get(i)));
        if (own < change) {
          change = own;
          least = i;
        }
      }
      removed[k] = usable.get(left.remove(least));
    }
    return new PictureChoice(usable.stream().mapToInt(i -> i).toArray(), removed);
  }

  /** Drops pictures that follow too soon, of two neighbours the one that is shown for less. */
  private static List<Integer> usable(Timing timing, double shortest) {
    List<Integer> usable = new ArrayList<>();
    int last = timing.pictures() - 1;
    for (int i = 0; i <= last; i++) {
      int before = usable.isEmpty() ? 0 : usable.get(usable.size() - 1);
      double gap = timing.startSeconds(i) - timing.startSeconds(before);
      if (i == 0 || gap >= shortest - TOLERANCE) {
        usable.add(i);
      } else if (i == last || shown(timing, i) > shown(timing, before) + TOLERANCE) {
        if (usable.size() > 1) {
          usable.remove(usable.size() - 1);
        }
        usable.add(i);
      }
    }
    return usable;
  }

  private static double shown(Timing timing, int index) {
    return timing.startSeconds(index + 1) - timing.startSeconds(index);
  }

  /** How many pictures can be chosen. */
  int most() {
    return usable.length;
  }

  /**
   * The pictures to show, in order.
   *
   * @param count 2 to {@link #most}; all if there are fewer than two
   */
  int[] choose(int count) {
    int drop = Math.max(0, Math.min(removed.length, usable.length - count));
    boolean[] gone = new boolean[usable[usable.length - 1] + 1];
    for (int k = 0; k < drop; k++) {
      gone[removed[k]] = true;
    }
    return Arrays.stream(usable).filter(i -> !gone[i]).toArray();
  }

  /** Means of red, green and blue over blocks. */
  private static int[] preview(Picture picture) {
    int block = Math.max(1, picture.width() / PREVIEW_WIDTH);
    int columns = picture.width() / block;
    int rows = Math.max(1, picture.height() / block);
    int[] means = new int[3 * columns * rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        mean(picture, row * block, column * block, block, means, 3 * (row * columns + column));
      }
    }
    return means;
  }

  private static void mean(Picture picture, int top, int left, int block, int[] out, int at) {
    int bottom = Math.min(picture.height(), top + block);
    int count = (bottom - top) * block;
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < left + block; column++) {
        int rgb = picture.rgb()[row * picture.width() + column];
        out[at] += rgb >> 16 & 0xFF;
        out[at + 1] += rgb >> 8 & 0xFF;
        out[at + 2] += rgb & 0xFF;
      }
    }
    for (int i = at; i < at + 3; i++) {
      out[i] /= count;
    }
  }

  private static double difference(int[] a, int[] b) {
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (long) (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum / (double) a.length;
  }
}
