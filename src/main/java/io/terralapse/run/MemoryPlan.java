package io.terralapse.run;

import io.terralapse.model.Grid;
import io.terralapse.model.UserError;
import io.terralapse.select.FillOrder;

/**
 * How many pieces of work fit into the byte budget of the whole process. Nothing here depends on
 * the number of scenes: what a run holds at once is a few frames per lane.
 *
 * @param workers threads that read and measure
 * @param lanes segments that are drawn and encoded at once
 */
public record MemoryPlan(int workers, int lanes) {

  /**
   * The virtual machine itself: code, metaspace, class data, thread stacks, the collector's own
   * tables. Measured as the resident size of a finished run less heap and encoders.
   */
  private static final long PROCESS_BYTES = 220L << 20;

  /**
   * One x264 encoder with causal settings holds about this much per luma pixel (136 MB at
   * 1920x1080).
   */
  private static final long ENCODER_BYTES_PER_PIXEL = 66;

  /**
   * Per grid pixel and lane: a frame (3 bands of 4 bytes, a flag), two pictures of 4 bytes, one of
   * them in YUV as well, and the strips in flight.
   */
  private static final long LANE_BYTES_PER_PIXEL = 32;

  /** Per grid pixel and lane: another date's frame, and the area. */
  private static final int FILL_BYTES_PER_PIXEL = 16;

  /** Per grid pixel and worker: the view of one date, its features, and those of the anchor. */
  private static final long WORKER_BYTES_PER_PIXEL = 64;

  /**
   * Fits the run into {@code memoryBytes}.
   *
   * @param jobs threads that were asked for, at least 1
   * @throws UserError (usage) if not even one lane fits
   */
  public static MemoryPlan of(Grid grid, long memoryBytes, int jobs) {
    return of(grid, memoryBytes, jobs, 0);
  }

  /**
   * As above.
   *
   * @param moreBytesPerPixel what a lane's frames hold beyond three bands and their flags
   */
  public static MemoryPlan of(Grid grid, long memoryBytes, int jobs, int moreBytesPerPixel) {
    long pixels = (long) grid.width() * grid.height();
    long room = memoryBytes - PROCESS_BYTES;
    long lane = pixels * (ENCODER_BYTES_PER_PIXEL + LANE_BYTES_PER_PIXEL + moreBytesPerPixel);
    long worker = pixels * WORKER_BYTES_PER_PIXEL;
    if (room < Math.max(lane, worker)) {
      throw UserError.usage(
          "memory: "
              + (memoryBytes >> 20)
              + " MiB is too little for frames of "
              + grid.width()
              + "x"
              + grid.height()
              + "; allow at least "
              + ceilMib(PROCESS_BYTES + Math.max(lane, worker))
              + "MiB or make the grid smaller.");
    }
    return new MemoryPlan((int) Math.min(jobs, room / worker), (int) Math.min(jobs, room / lane));
  }

  /**
   * How many of {@code segments} to have in hand at once. One more than there are threads when they
   * do not divide evenly: three segments on two threads would leave one thread idle for a third of
   * the time, and share it when all three are begun together.
   */
  public static int lanes(
      Grid grid, long memoryBytes, int jobs, int segments, int moreBytesPerPixel) {
    int wanted = segments % jobs == 0 ? jobs : jobs + 1;
    return Math.min(segments, of(grid, memoryBytes, wanted, moreBytesPerPixel).lanes());
  }

  /** Rounded up: what the sentence asks for has to be enough. */
  private static long ceilMib(long bytes) {
    return (bytes + (1L << 20) - 1) >> 20;
  }

  /** What a lane holds more, bytes a pixel, where frames are filled from other dates. */
  public static int fillBytesPerPixel(FillOrder fill) {
    return fill == FillOrder.NONE ? 0 : FILL_BYTES_PER_PIXEL;
  }
}
