package io.terralapse.select;

import io.terralapse.model.Flags;
import io.terralapse.model.Frame;

/**
 * Finds gaps that a sensor leaves in every scene: stripes without data that are narrow in one
 * direction and long in the other, mostly with data on both sides, as of Landsat 7 since its scan
 * line corrector failed, or of detectors that do not work. No date of such a sensor has more data.
 * Stateless.
 */
public final class SystematicGaps {
  /** Gaps of a smaller part of the area are scattered pixels. */
  private static final double LEAST_SHARE = 0.03;

  /** Gaps are at least this many times as long as they are wide. */
  private static final double LEAST_ELONGATION = 2;

  private SystematicGaps() {}

  /**
   * The share of an area in such gaps.
   *
   * @param preview the acquisition on any grid
   * @param area true for the pixels of the preview that are in the area
   * @param widest width of the widest gap that counts, pixels of the preview
   * @param known true if the sensor is known to leave such gaps; else they are recognised by their
   *     shape
   * @return per cent of the area; 0 if there are none
   */
  public static double percent(Frame preview, boolean[] area, double widest, boolean known) {
    int most = (int) Math.max(1, Math.ceil(widest));
    double rows = percent(preview, area, most, known, true);
    return rows > 0 || known ? rows : percent(preview, area, most, false, false);
  }

  /**
   * Along one direction.
   *
   * @param down gaps are narrow along columns, as those of scan lines are; else along rows
   */
  private static double percent(
      Frame preview, boolean[] area, int most, boolean known, boolean down) {
    boolean[] narrow = new boolean[area.length];
    Runs across = runs(preview.width(), preview.height(), down, i -> isMissing(preview, area, i));
    long count = 0;
    long between = 0;
    for (int k = 0; k < across.count; k++) {
      if (across.length[k] <= most) {
        for (int j = 0; j < across.length[k]; j++) {
          narrow[across.start[k] + j * across.step] = true;
        }
        count += across.length[k];
        between += isBetweenData(preview, area, across, k) ? across.length[k] : 0;
      }
    }
    long inside = 0;
    for (boolean in : area) {
      inside += in ? 1 : 0;
    }
    if (inside == 0 || count < (known ? 1 : LEAST_SHARE * inside)) {
      return 0;
    }
    Runs along = runs(preview.width(), preview.height(), !down, i -> narrow[i]);
    Runs width = runs(preview.width(), preview.height(), down, i -> narrow[i]);
    boolean elongated = width.count >= LEAST_ELONGATION * along.count;
    boolean systematic = known || (elongated && 2 * between >= count);
    return systematic ? 100.0 * count / inside : 0;
  }

  private static boolean isMissing(Frame preview, boolean[] area, int pixel) {
    return area[pixel] && !Flags.isValid(preview.flags()[pixel]);
  }

  /**
   * Whether a run has data before and after it. One at the border of the area is where a scene
   * ends, or has been masked.
   */
  private static boolean isBetweenData(Frame preview, boolean[] area, Runs runs, int run) {
    int before = runs.start[run] - runs.step;
    int after = runs.start[run] + runs.length[run] * runs.step;
    return isData(preview, area, before)
        && isData(preview, area, after)
        && (runs.step > 1 || before / preview.width() == after / preview.width());
  }

  private static boolean isData(Frame preview, boolean[] area, int pixel) {
    return pixel >= 0
        && pixel < area.length
        && area[pixel]
        && Flags.isValid(preview.flags()[pixel]);
  }

  private interface Pixels {
    boolean has(int pixel);
  }

  /** Runs of pixels along columns or rows: where they start, and how long they are. */
  private static final class Runs {
    final int step;
    final int[] start;
    final int[] length;
    int count;

    Runs(int step, int most) {
      this.step = step;
      this.start = new int[most];
      this.length = new int[most];
    }
  }

  private static Runs runs(int width, int height, boolean down, Pixels pixels) {
    int lines = down ? width : height;
    int size = down ? height : width;
    Runs runs = new Runs(down ? width : 1, width * height / 2 + lines);
    for (int line = 0; line < lines; line++) {
      int first = down ? line : line * width;
      boolean open = false;
      for (int k = 0; k < size; k++) {
        int pixel = first + k * runs.step;
        if (pixels.has(pixel)) {
          if (!open) {
            runs.start[runs.count] = pixel;
            runs.length[runs.count++] = 0;
          }
          runs.length[runs.count - 1]++;
          open = true;
        } else {
          open = false;
        }
      }
    }
    return runs;
  }
}
