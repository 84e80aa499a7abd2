package io.terralapse.draw;

import io.terralapse.model.ContentDigest;
import io.terralapse.model.Picture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The second panel of frames that have two, beside or below the first. Panels of different sizes
 * are centred, on black. Immutable; thread-safe.
 *
 * @param renderer draws it, with its furniture
 * @param plans what it shows, by the index of the frame
 * @param below whether it is below the first
 * @param divider width of the line between the panels, pixels
 */
public record SecondPanel(
    FrameRenderer renderer, List<FramePlan> plans, boolean below, int divider) {
  private static final int LINE = 0xFFFFFF;

  /** Copies the list. */
  public SecondPanel {
    plans = List.copyOf(plans);
  }

  /** Width of the frame, given that of the first panel. */
  public int width(int first) {
    return below ? Math.max(first, renderer.width()) : first + divider + renderer.width();
  }

  /** Height of the frame, given that of the first panel. */
  public int height(int first) {
    return below ? first + divider + renderer.height() : Math.max(first, renderer.height());
  }

  FramePlan plan(FramePlan frame) {
    return plans.get(frame.index());
  }

  /** The frame of two pictures. */
  Picture join(Picture first, Picture second) {
    int width =
        below ? Math.max(first.width(), second.width()) : first.width() + divider + second.width();
    int height =
        below
            ? first.height() + divider + second.height()
            : Math.max(first.height(), second.height());
    Picture frame = new Picture(width, height);
    int[] rgb = frame.rgb();
    if (below) {
      Arrays.fill(rgb, first.height() * width, (first.height() + divider) * width, LINE);
      copy(first, frame, (width - first.width()) / 2, 0);
      copy(second, frame, (width - second.width()) / 2, first.height() + divider);
    } else {
      for (int row = 0; row < height; row++) {
        int at = row * width + first.width();
        Arrays.fill(rgb, at, at + divider, LINE);
      }
      copy(first, frame, 0, (height - first.height()) / 2);
      copy(second, frame, first.width() + divider, (height - second.height()) / 2);
    }
    return frame;
  }

  private static void copy(Picture from, Picture to, int x, int y) {
    for (int row = 0; row < from.height(); row++) {
      System.arraycopy(
          from.rgb(), row * from.width(), to.rgb(), (y + row) * to.width() + x, from.width());
    }
  }

  /** What was filled of the second panel of a frame, drawn again if an earlier run drew it. */
  public FrameFilling.Filled filled(int index) throws IOException {
    return renderer.canvas().filled(plans.get(index));
  }

  /** The same without sources that filled none of the gaps of frames, which have been drawn. */
  SecondPanel asFilled() throws IOException {
    List<FramePlan> filled = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      filled.add(plans.get(i).filledFrom(filled(i).from()));
    }
    return new SecondPanel(renderer, filled, below, divider);
  }

  void addTo(ContentDigest digest, PictureKeys keys, FramePlan frame) throws IOException {
    digest.add("second panel");
    digest.add(below ? 1 : 0);
    digest.add(divider);
    digest.add(keys.of(plan(frame)).hex());
  }
}
