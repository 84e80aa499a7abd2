package io.terralapse.window;

import io.terralapse.cache.DiskCache;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One flag byte for each pixel of a window, in pages of complete rows, all 0 at first. Pages beyond
 * a limit of memory are in a temporary file, which has no name and ends with the process: a window
 * of 20,000 x 20,000 pixels has 400 MB of flags. Not thread-safe.
 */
final class FlagRows implements Closeable {
  /** Rows of a page; the last page may have fewer. */
  static final int PAGE_ROWS = WindowHeader.TILE_ROWS;

  /** An algorithm that looks at the rows above and below needs three. */
  private static final int MIN_PAGES = 8;

  private static final int CHUNK = 1 << 20;

  private final int width;
  private final int height;
  private final Path file;
  private final int maxPages;
  private final byte[] @Nullable [] pages;
  private final boolean[] changed;
  private final boolean[] stored;
  private final long[] used;
  private int resident;
  private long clock;
  private @Nullable FileChannel channel;

  /**
   * Allocates nothing yet.
   *
   * @param file where pages go that do not fit into memory; made if there are any
   * @param maxBytes limit of memory; eight pages are kept in any case
   */
  FlagRows(int width, int height, Path file, long maxBytes) {
    this.width = width;
    this.height = height;
    this.file = file;
    int count = (height + PAGE_ROWS - 1) / PAGE_ROWS;
    this.pages = new byte[count][];
    this.changed = new boolean[count];
    this.stored = new boolean[count];
    this.used = new long[count];
    this.maxPages = (int) Math.max(MIN_PAGES, maxBytes / ((long) PAGE_ROWS * width));
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Bytes of all pages together. */
  long bytes() {
    return (long) width * height;
  }

  int pageCount() {
    return pages.length;
  }

  /** Rows of a page. */
  int rowsOf(int page) {
    return Math.min(PAGE_ROWS, height - page * PAGE_ROWS);
  }

  /** The page that contains a row; the row begins at {@link #startOf}. To be read only. */
  byte[] read(int row) {
    return page(row / PAGE_ROWS);
  }

  /** As {@link #read}, to be changed, until the next call of either. */
  byte[] change(int row) {
    int number = row / PAGE_ROWS;
    byte[] page = page(number);
    changed[number] = true;
    return page;
  }

  /** Index of the first pixel of a row in its page. */
  int startOf(int row) {
    return row % PAGE_ROWS * width;
  }

  private byte[] page(int number) {
    used[number] = ++clock;
    byte[] page = pages[number];
    if (page == null) {
      if (resident >= maxPages) {
        evict();
      }
      page = new byte[rowsOf(number) * width];
      if (stored[number]) {
        transfer(number, page, false);
      }
      pages[number] = page;
      changed[number] = false;
      resident++;
    }
    return page;
  }

  private void evict() {
    int oldest = -1;
    for (int i = 0; i < pages.length; i++) {
      if (pages[i] != null && (oldest < 0 || used[i] < used[oldest])) {
        oldest = i;
      }
    }
    byte[] page = pages[oldest];
    if (page != null && changed[oldest]) {
      stored[oldest] = !isZero(page);
      if (stored[oldest]) {
        transfer(oldest, page, true);
      }
    }
    pages[oldest] = null;
    resident--;
  }

  private static boolean isZero(byte[] page) {
    for (byte b : page) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** In chunks: the virtual machine copies what it reads and writes, and keeps the copy. */
  private void transfer(int number, byte[] page, boolean write) {
    try {
      FileChannel open = channel();
      long position = (long) number * PAGE_ROWS * width;
      int at = 0;
      while (at < page.length) {
        ByteBuffer part = ByteBuffer.wrap(page, at, Math.min(CHUNK, page.length - at));
        int n = write ? open.write(part, position + at) : open.read(part, position + at);
        if (n < 0) {
          throw new IOException("the temporary file became shorter");
        }
        at += n;
      }
    } catch (IOException e) {
      throw DiskCache.unwritable(file.toAbsolutePath().getParent(), e);
    }
  }

  private FileChannel channel() throws IOException {
    FileChannel known = channel;
    if (known == null) {
      known =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      channel = known;
    }
    return known;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
