package io.terralapse.window;

import io.terralapse.model.ExitCode;
import io.terralapse.model.UserError;
import io.terralapse.run.MemoryPlan;
import org.jspecify.annotations.Nullable;

/**
 * The heap that reading one window takes. Strips and flags are limited by the heap, so a larger one
 * is also used more; blocks are as large as the file has them.
 *
 * @param stripRows rows of a strip in the heap that there is
 * @param bytes that reading takes in it
 * @param least the smallest heap in which the window can be read
 */
record ReadDemand(int stripRows, long bytes, long least) {
  /** Strips are extended to complete blocks up to this number of rows. */
  private static final int STRIP_ROWS = 256;

  /** Rows of a part of a larger block: each may be decoded from the start of the block. */
  private static final int FEWEST_ROWS = 64;

  /** Larger blocks are read in parts: the complete file may be one block. */
  private static final long STRIP_BYTES = 48L << 20;

  /** A strip takes at most this part of the heap: it is there as samples, decoded and packed. */
  private static final long STRIP_SHARE = 10;

  /** Flags take at most this part of the heap for each window that is read. */
  private static final long FLAG_SHARE = 8;

  /** What else is in the heap while windows are read: the program, previews, small buffers. */
  private static final long OTHER_BYTES = 64L << 20;

  private static final long MIB = 1 << 20;

  /**
   * The demand of a window.
   *
   * @param blockHeight rows that are decoded at a time
   * @param rowBytes samples of all bands in a row of the window
   * @param heldBytes block of the file that is held, stored and decoded
   * @param flagBytes flags of the whole window
   * @param heap bytes of the heap
   */
  static ReadDemand of(int blockHeight, long rowBytes, long heldBytes, long flagBytes, long heap) {
    long least = heap;
    if (total(blockHeight, rowBytes, heldBytes, flagBytes, heap) <= heap) {
      least = 0;
    }
    while (least > 0 && total(blockHeight, rowBytes, heldBytes, flagBytes, least) > least) {
      least += 8 * MIB;
    }
    long bytes = total(blockHeight, rowBytes, heldBytes, flagBytes, heap) - OTHER_BYTES;
    return new ReadDemand(stripRows(blockHeight, rowBytes, heap), bytes, Math.max(heap, least));
  }

  /** Flags that are kept in the heap; the rest is in a temporary file. */
  static long flagBytes(long heap) {
    return heap / FLAG_SHARE;
  }

  private static long total(
      int blockHeight, long rowBytes, long heldBytes, long flagBytes, long heap) {
    long strip = stripRows(blockHeight, rowBytes, heap) * rowBytes;
    return OTHER_BYTES + 2 * strip + heldBytes + Math.min(flagBytes, flagBytes(heap));
  }

  private static int stripRows(int blockHeight, long rowBytes, long heap) {
    int affordable = (int) Math.max(1, Math.min(STRIP_BYTES, heap / STRIP_SHARE) / rowBytes);
    if (blockHeight > affordable) {
      return Math.min(blockHeight, Math.max(FEWEST_ROWS, affordable));
    }
    return blockHeight * Math.max(1, Math.min(STRIP_ROWS, affordable) / blockHeight);
  }

  /**
   * Refuses to read in a heap that is too small.
   *
   * @param file name of the file
   * @throws UserError (environment) with the budget that is enough, and a way to need less
   */
  void requireHeap(String file, long heap) {
    if (least > heap) {
      throw tooLittle(file, least, null);
    }
  }

  /** Tiles are read one at a time, so that the file needs no more heap than others do. */
  static UserError tooLittle(String file, long leastHeap, @Nullable Throwable cause) {
    String sentence =
        "memory: is too little to read "
            + file
            + ", whose blocks are large; allow at least "
            + MemoryPlan.budgetMib(leastHeap)
            + "MiB or tile the file with \"gdal_translate -co TILED=YES\".";
    return cause == null
        ? new UserError(ExitCode.ENVIRONMENT, sentence)
        : UserError.environment(sentence, cause);
  }
}
