package io.terralapse.align.core.correlation;

import io.terralapse.align.core.feature.GradientField;
import io.terralapse.model.PixelRect;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the local windows stand: about a hundred, spread over the reference in a regular lattice of
 * cells, each at the place in its cell with the most texture that both dates see.
 */
public final class WindowGrid {
  private static final int WANTED = 100;
  private static final int MAX_SIZE = 128;
  private static final int TINY = 24;

  /**
   * A small picture is cut into four windows a side at least, unless they get smaller than this.
   */
  private static final int SMALL = 48;

  private static final int SAMPLE = 4;

  /**
   * Large areas leave their border out: a window whose every lag is whole costs a third of one that
   * has to weigh a mask.
   */
  private static final int BORDER = LocalVotes.RADIUS;

  private static final int LARGE = 4 * MAX_SIZE;

  /**
   * One window.
   *
   * @param column left column in the reference
   * @param row top row in the reference
   * @param half 0 or 1: which half of the check-board its cell belongs to
   */
  public record Window(int column, int row, int half) {}

  /** Side of a window, pixels. */
  public final int size;

  /** Pixels that the windows cover, as a share of those that they count; above 0 to 1. */
  final double independence;

  public final List<Window> windows;

  private WindowGrid(int size, double independence, List<Window> windows) {
    this.size = size;
    this.independence = independence;
    this.windows = windows;
  }

  /**
   * Places windows over the part of the reference that the target covers too.
   *
   * @param lagX target column minus reference column of the same content, roughly
   * @param lagY the same for rows
   * @param leastSize windows are no smaller unless the common area is, pixels
   */
  public static WindowGrid over(
      GradientField reference, GradientField target, int lagX, int lagY, int leastSize) {
    PixelRect a = reference.validArea;
    PixelRect b = target.validArea;
    int left = Math.max(a.column(), b.column() - lagX);
    int top = Math.max(a.row(), b.row() - lagY);
    int wide = Math.min(a.endColumn(), b.endColumn() - lagX) - left;
    int high = Math.min(a.endRow(), b.endRow() - lagY) - top;
    if (Math.min(wide, high) >= LARGE) {
      left += BORDER;
      top += BORDER;
      wide -= 2 * BORDER;
      high -= 2 * BORDER;
    }
    int size = sizeFor(wide, high, leastSize);
    if (size < TINY) {
      return new WindowGrid(Math.max(1, size), 1, List.of());
    }
    double cell = Math.max(size / 2.0, Math.sqrt((double) wide * high / WANTED));
    int across = Math.max(1, (int) Math.round((wide - size) / cell) + 1);
    int down = Math.max(1, (int) Math.round((high - size) / cell) + 1);
    double stepX = across > 1 ? (double) (wide - size) / (across - 1) : wide;
    double stepY = down > 1 ? (double) (high - size) / (down - 1) : high;
    int slackX = (int) Math.max(0, (stepX - size) / 2);
    int slackY = (int) Math.max(0, (stepY - size) / 2);
    List<Window> windows = new ArrayList<>();
    for (int j = 0; j < down; j++) {
      for (int i = 0; i < across; i++) {
        int column = left + (int) Math.round(i * stepX);
        int row = top + (int) Math.round(j * stepY);
        Window best = new Window(column, row, (i + j) & 1);
        long most = texture(reference, target, best, size, lagX, lagY);
        for (int k = 0; k < 4 && slackX + slackY > 0; k++) {
          int c = clamp(column + ((k & 1) * 2 - 1) * slackX, left, left + wide - size);
          int r = clamp(row + ((k >> 1) * 2 - 1) * slackY, top, top + high - size);
          Window other = new Window(c, r, (i + j) & 1);
          long found = texture(reference, target, other, size, lagX, lagY);
          if (found > most) {
            most = found;
            best = other;
          }
        }
        windows.add(best);
      }
    }
    double fresh = fresh(across, stepX, size) * fresh(down, stepY, size);
    return new WindowGrid(size, fresh, List.copyOf(windows));
  }

  /** What a row of windows covers, as a share of their sides added up. */
  private static double fresh(int count, double step, int size) {
    return (size + (count - 1) * Math.min(step, size)) / (count * size);
  }

  /** A multiple of 8 such that {@link #WANTED} windows just cover the area, within limits. */
  private static int sizeFor(int wide, int high, int leastSize) {
    double side = Math.sqrt(Math.max(0, (double) wide * high) / WANTED);
    int shorter = Math.min(wide, high);
    int least = Math.min(leastSize, Math.max(SMALL, 8 * (shorter / 32)));
    int size = clamp(8 * (int) Math.round(side / 8), least, MAX_SIZE);
    return Math.min(size, shorter);
  }

  /** Gradient energy of the reference where both dates are clear, sampled. */
  private static long texture(
      GradientField reference, GradientField target, Window w, int size, int lagX, int lagY) {
    long sum = 0;
    for (int r = w.row(); r < w.row() + size; r += SAMPLE) {
      for (int c = w.column(); c < w.column() + size; c += SAMPLE) {
        int i = r * reference.width + c;
        int t = (r + lagY) * target.width + c + lagX;
        if (reference.x[i] != GradientField.NODATA && target.x[t] != GradientField.NODATA) {
          sum += reference.x[i] * reference.x[i] + reference.y[i] * reference.y[i];
        }
      }
    }
    return sum;
  }

  private static int clamp(int v, int low, int high) {
    return Math.max(low, Math.min(high, v));
  }
}
