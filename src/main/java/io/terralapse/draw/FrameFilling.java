package io.terralapse.draw;

import io.terralapse.draw.FramePlan.Placed;
import io.terralapse.model.Frame;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.select.FillOrder;
import io.terralapse.warp.FrameFill;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills the gaps of frames from other dates, each drawn with its own shift. One other date is in
 * memory at a time, and none once the frame has no gap left. Immutable; thread-safe.
 */
public final class FrameFilling {
  /**
   * Bytes per grid pixel that filling holds beside the frame: another date's frame, and the area.
   */
  private static final int BYTES_PER_PIXEL = 16;

  /** Draws the channels of a date on the grid. */
  interface Channels {
    Frame of(Placed date) throws IOException;
  }

  /**
   * What was filled of one frame.
   *
   * @param percent share of the area of interest
   * @param from the dates that pixels were taken from, in the order in which they were tried
   */
  public record Filled(double percent, List<ReadAcquisition> from) {
    /**
     * What an earlier run filled of a frame.
     *
     * @param sources indices into the plan's sources
     * @throws IOException if the plan has no such sources
     */
    static Filled of(double percent, List<Integer> sources, FramePlan plan) throws IOException {
      List<ReadAcquisition> from = new ArrayList<>();
      for (int source : sources) {
        if (source < 0 || source >= plan.sources().size()) {
          throw new IOException("it was filled from other dates");
        }
        from.add(plan.sources().get(source).date());
      }
      return from.isEmpty() ? NOTHING : new Filled(percent, List.copyOf(from));
    }

    /** The dates as indices into the plan's sources. */
    List<Integer> sourcesOf(FramePlan plan) {
      List<ReadAcquisition> dates = plan.sources().stream().map(Placed::date).toList();
      return from.stream().map(dates::indexOf).toList();
    }

    /** Nothing was filled. */
    public static final Filled NOTHING = new Filled(0, List.of());
  }

  private final boolean[] area;
  private final int areaPixels;

  /**
   * Fills only inside an area.
   *
   * @param area true inside, {@code [row * width + column]}
   */
  FrameFilling(boolean[] area) {
    this.area = area;
    int count = 0;
    for (boolean inside : area) {
      count += inside ? 1 : 0;
    }
    this.areaPixels = count;
  }

  /** The area, not copied. */
  boolean[] area() {
    return area;
  }

  /** Fills {@code frame} in place from the plan's sources. */
  Filled fill(Frame frame, FramePlan plan, Channels channels) throws IOException {
    if (plan.sources().isEmpty()) {
      return Filled.NOTHING;
    }
    int missing = FrameFill.missing(frame, area, plan.gaps());
    int filled = 0;
    List<ReadAcquisition> from = new ArrayList<>();
    for (Placed source : plan.sources()) {
      if (filled == missing) {
        break;
      }
      int taken = FrameFill.fill(frame, channels.of(source), area, plan.gaps());
      filled += taken;
      if (taken > 0) {
        from.add(source.date());
      }
    }
    return from.isEmpty() ? Filled.NOTHING : new Filled(100.0 * filled / areaPixels, from);
  }

  /** Bytes per grid pixel that filling in some order holds beside the frame. */
  static int bytesPerPixel(FillOrder fill) {
    return fill == FillOrder.NONE ? 0 : BYTES_PER_PIXEL;
  }
}
