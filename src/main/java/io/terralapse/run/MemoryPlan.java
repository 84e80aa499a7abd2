package io.terralapse.run;

import io.terralapse.model.Grid;
import io.terralapse.model.UserError;
import java.util.List;

/**
 * How many tasks fit into the byte budget of the whole process. Nothing here depends on the number
 * of scenes: a run holds a few frames per thread, whatever the length of the sequence.
 *
 * @param workers threads that read and measure, at least 1
 * @param encoders segments that are drawn and encoded at the same time, at least 1
 */
public record MemoryPlan(int workers, int encoders) {

  /**
   * The virtual machine itself: code, metaspace, class data, thread stacks, the collector's own
   * tables. Measured as the resident size of a finished run less heap and encoders.
   */
  private static final long PROCESS_BYTES = 220L << 20;

  /** What the launcher leaves outside of the heap at the least. */
  private static final long OUTSIDE_OF_HEAP_MIB = 350;

  /** One x264 encoder with causal settings, per luma pixel: 136 MB were measured at 1920x1080. */
  private static final long ENCODER_BYTES_PER_PIXEL = 66;

  /**
   * Per grid pixel and encoder: a frame (3 bands of 4 bytes, one flag byte), two pictures of 4
   * bytes, one of them in YUV as well, and the source strips that are being resampled.
   */
  private static final long FRAME_BYTES_PER_PIXEL = 32;

  /** Per pixel of a rendition: the picture that is encoded, and the next one. */
  private static final long PICTURES_BYTES_PER_PIXEL = 10;

  /** Per grid pixel and worker: the resampled date, its features, and those of the anchor. */
  private static final long WORKER_BYTES_PER_PIXEL = 64;

  /**
   * Fits a run into {@code memoryBytes}.
   *
   * @param jobs number of threads requested, at least 1
   * @param extraBytesPerPixel what an encoder's frame holds beyond three bands and their flags
   * @throws UserError (usage) if not even one worker and one encoder fit; the message names the
   *     smallest budget that does
   */
  public static MemoryPlan of(Grid grid, long memoryBytes, int jobs, int extraBytesPerPixel) {
    long pixels = (long) grid.width() * grid.height();
    long available = memoryBytes - PROCESS_BYTES;
    long encoder = pixels * (ENCODER_BYTES_PER_PIXEL + FRAME_BYTES_PER_PIXEL + extraBytesPerPixel);
    long worker = pixels * WORKER_BYTES_PER_PIXEL;
    if (available < Math.max(encoder, worker)) {
      throw UserError.usage(
          "memory: "
              + ceilMib(memoryBytes)
              + " MiB is too little for frames of "
              + grid.width()
              + "x"
              + grid.height()
              + "; allow at least "
              + ceilMib(PROCESS_BYTES + Math.max(encoder, worker))
              + "MiB or make the grid smaller.");
    }
    return new MemoryPlan(
        (int) Math.min(jobs, available / worker), (int) Math.min(jobs, available / encoder));
  }

  /**
   * How many of {@code segments} to draw and encode at the same time. One more than there are
   * threads when they do not divide evenly: three segments on two threads would leave one thread
   * idle for a third of the time, and keep both busy when all three start together.
   *
   * @throws UserError (usage) as {@link #of}
   */
  public static int encoders(
      Grid grid, long memoryBytes, int jobs, int segments, int extraBytesPerPixel) {
    int threads = segments % jobs == 0 ? jobs : jobs + 1;
    return Math.min(segments, of(grid, memoryBytes, threads, extraBytesPerPixel).encoders());
  }

  /**
   * How many segments of several renditions to draw and encode at the same time, each of which
   * draws one picture and encodes one of every rendition of it.
   *
   * @param drawn grid of the picture
   * @param encoded grids of the renditions
   * @throws UserError (usage) as {@link #of}
   */
  public static int encoders(
      Grid drawn,
      List<Grid> encoded,
      long memoryBytes,
      int jobs,
      int segments,
      int extraBytesPerPixel) {
    if (encoded.equals(List.of(drawn))) {
      return encoders(drawn, memoryBytes, jobs, segments, extraBytesPerPixel);
    }
    long bytes = bytes(drawn, encoded, extraBytesPerPixel);
    long available = memoryBytes - PROCESS_BYTES;
    if (available < bytes) {
      throw UserError.usage(
          "memory: "
              + ceilMib(memoryBytes)
              + " MiB is too little for renditions of a picture of "
              + drawn.width()
              + "x"
              + drawn.height()
              + "; allow at least "
              + ceilMib(PROCESS_BYTES + bytes)
              + "MiB or leave out renditions.");
    }
    int threads = segments % jobs == 0 ? jobs : jobs + 1;
    return (int) Math.min(Math.min(segments, threads), available / bytes);
  }

  /**
   * The setting {@code memory} for which the launcher makes a heap of a size: half of the budget,
   * but 350 MiB stay outside of the heap.
   *
   * @param heapBytes what Java has to report as the largest heap, which may be 4 % less than it is
   * @return MiB
   */
  public static long budgetMib(long heapBytes) {
    long heap = ceilMib(heapBytes + heapBytes / 25);
    return Math.max(2 * heap, heap + OUTSIDE_OF_HEAP_MIB);
  }

  /** Whether one segment of several renditions fits; see {@link #encoders}. */
  public static boolean fits(
      Grid drawn, List<Grid> encoded, long memoryBytes, int extraBytesPerPixel) {
    return bytes(drawn, encoded, extraBytesPerPixel) <= memoryBytes - PROCESS_BYTES;
  }

  private static long bytes(Grid drawn, List<Grid> encoded, int extraBytesPerPixel) {
    long bytes = pixels(drawn) * (FRAME_BYTES_PER_PIXEL + extraBytesPerPixel);
    for (Grid grid : encoded) {
      bytes += pixels(grid) * (ENCODER_BYTES_PER_PIXEL + PICTURES_BYTES_PER_PIXEL);
    }
    return bytes;
  }

  /**
   * How many threads may encode at the same time, at least one.
   *
   * @param bytesPerThread what each of them holds
   */
  public static int threads(long memoryBytes, int jobs, long bytesPerThread) {
    long available = memoryBytes - PROCESS_BYTES;
    return (int) Math.max(1, Math.min(jobs, available / bytesPerThread));
  }

  private static long pixels(Grid grid) {
    return (long) grid.width() * grid.height();
  }

  /** Rounded up: the budget that the message names has to be enough. */
  private static long ceilMib(long bytes) {
    return (bytes + (1L << 20) - 1) >> 20;
  }
}
