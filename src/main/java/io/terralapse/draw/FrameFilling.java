package io.terralapse.draw;

import io.terralapse.draw.FramePlan.Placed;
import io.terralapse.model.Frame;
import io.terralapse.read.ReadAcquisition;
import io.terralapse.warp.FrameFill;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills the gaps of frames from other dates, each moved by its own shift. One other date is held at
 * a time, and none once the frame is whole. Immutable; thread-safe.
 */
public final class FrameFilling {

  /** Makes the channels of a date on the film's grid. */
  interface Channels {
    Frame of(Placed date) throws IOException;
  }

  /**
   * What was filled of one frame.
   *
   * @param percent of the area
   * @param from the dates that pixels were taken from, in the order they were asked
   */
  public record Filled(double percent, List<ReadAcquisition> from) {
    public static final Filled NOTHING = new Filled(0, List.of());
  }

  private final boolean[] area;
  private final int areaPixels;

  /** Only pixels of {@code area} are filled, {@code [row * width + column]}. */
  FrameFilling(boolean[] area) {
    this.area = area;
    int count = 0;
    for (boolean inside : area) {
      count += inside ? 1 : 0;
    }
    this.areaPixels = count;
  }

  /** Fills {@code frame} in place from the plan's sources. */
  Filled fill(Frame frame, FramePlan plan, Channels channels) throws IOException {
    if (plan.sources().isEmpty()) {
      return Filled.NOTHING;
    }
    int missing = FrameFill.missing(frame, area);
    int filled = 0;
    List<ReadAcquisition> from = new ArrayList<>();
    for (Placed source : plan.sources()) {
      if (filled == missing) {
        break;
      }
      int taken = FrameFill.fill(frame, channels.of(source), area);
      filled += taken;
      if (taken > 0) {
        from.add(source.date());
      }
    }
    return from.isEmpty() ? Filled.NOTHING : new Filled(100.0 * filled / areaPixels, from);
  }
}
