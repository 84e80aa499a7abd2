package io.terralapse.align.core.correlation;

import io.terralapse.align.core.feature.GradientField;
import io.terralapse.model.PixelRect;
import java.util.ArrayList;
import java.util.List;

/**
 * The positions of the local windows: about a hundred, one in each cell of a regular grid over the
 * reference, at the position in the cell with the most texture where both dates are valid.
 * Immutable.
 */
public final class WindowGrid {
  private static final int TARGET_COUNT = 100;

  /** Largest side of a window, pixels. */
  private static final int MAX_SIZE = 128;

  /** Smallest side of a window in any frame, pixels; smaller areas get no windows. */
  private static final int MIN_SIZE = 24;

  /**
   * In small frames windows are reduced until four fit along the shorter side, but not below this
   * size, pixels.
   */
  private static final int REDUCED_SIZE = 48;

  /** Texture is computed from every fourth pixel in both axes. */
  private static final int SAMPLE_STEP = 4;

  /**
   * In large areas windows keep this distance from the border, pixels: correlating a window that is
   * complete at every lag takes a third of the time of one with a mask.
   */
  private static final int BORDER = LocalVotes.RADIUS;

  /** Side from which an area is large, pixels. */
  private static final int LARGE = 4 * MAX_SIZE;

  /**
   * One window.
   *
   * @param column left column in the reference
   * @param row top row in the reference
   * @param half 0 or 1: half of the checkerboard that the cell belongs to
   */
  public record Window(int column, int row, int half) {}

  /** Side of a window, pixels. */
  public final int size;

  /** Area covered by the windows divided by the sum of their areas; above 0, at most 1. */
  final double independence;

  public final List<Window> windows;

  private WindowGrid(int size, double independence, List<Window> windows) {
    this.size = size;
    this.independence = independence;
    this.windows = windows;
  }

  /**
   * Positions windows over the part of the reference that the target covers as well.
   *
   * @param lagX approximate target column minus reference column of the same content
   * @param lagY the same for rows
   * @param minSize smallest side of a window unless the common area is smaller, pixels
   */
  public static WindowGrid over(
      GradientField reference, GradientField target, int lagX, int lagY, int minSize) {
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
    int size = sizeFor(wide, high, minSize);
    if (size < MIN_SIZE) {
      return new WindowGrid(Math.max(1, size), 1, List.of());
    }
    double cell = Math.max(size / 2.0, Math.sqrt((double) wide * high / TARGET_COUNT));
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
    double independence = coveredShare(across, stepX, size) * coveredShare(down, stepY, size);
    return new WindowGrid(size, independence, List.copyOf(windows));
  }

  /** Length covered by a row of windows divided by the sum of their sides. */
  private static double coveredShare(int count, double step, int size) {
    return (size + (count - 1) * Math.min(step, size)) / (count * size);
  }

  /** A multiple of 8 such that {@link #TARGET_COUNT} windows cover the area, within limits. */
  private static int sizeFor(int wide, int high, int minSize) {
    double side = Math.sqrt(Math.max(0, (double) wide * high) / TARGET_COUNT);
    int shorter = Math.min(wide, high);
    int least = Math.min(minSize, Math.max(REDUCED_SIZE, 8 * (shorter / 32)));
    int size = clamp(8 * (int) Math.round(side / 8), least, MAX_SIZE);
    return Math.min(size, shorter);
  }

  /** Sampled gradient energy of the reference where both dates are valid. */
  private static long texture(
      GradientField reference, GradientField target, Window w, int size, int lagX, int lagY) {
    long sum = 0;
    for (int r = w.row(); r < w.row() + size; r += SAMPLE_STEP) {
      for (int c = w.column(); c < w.column() + size; c += SAMPLE_STEP) {
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
