package io.terralapse.access.http;

import io.terralapse.access.ByteRange;
import io.terralapse.access.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A remote file. Looks for bytes in memory, then on disk, then fetches them. Small reads that
 * nobody announced fetch somewhat more, since headers are read in small steps.
 */
final class RemoteBytes implements ByteSource {
  private static final int WINDOWS = 4;
  private static final int SMALL = 16 * 1024;
  private static final int LARGEST_WINDOW = 256 * 1024;

  private final RemoteFile file;
  private final RangeFetcher fetch;
  private final CachedFile cached;
  private final Prefetch prefetch;
  private final Deque<Window> windows = new ArrayDeque<>();
  private final Object windowFetch = new Object();

  private static final class Window {
    final long start;
    final byte[] bytes;

    Window(long start, byte[] bytes) {
      this.start = start;
      this.bytes = bytes;
    }

    boolean holds(long position, long length) {
      return position >= start && position + length <= end();
    }

    long end() {
      return start + bytes.length;
    }
  }

  /**
   * @param head first bytes of the file, or null; all of them if the server sends no parts
   */
  RemoteBytes(
      RemoteFile file,
      byte @Nullable [] head,
      RangeFetcher fetch,
      CachedFile cached,
      Executor executor,
      PrefetchBudget budget) {
    this.file = file;
    this.fetch = fetch;
    this.cached = cached;
    this.prefetch = new Prefetch(this::fetchPart, executor, budget);
    if (head != null) {
      windows.add(new Window(0, head));
    }
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public long size() {
    return file.state().size();
  }

  /** With the address, since servers may give one tag to files of one date and size. */
  @Override
  public Optional<String> version() {
    return file.state().etag().map(tag -> file.name() + " " + tag);
  }

  @Override
  public void expect(List<ByteRange> ranges) throws IOException {
    if (!file.state().ranges()) {
      return;
    }
    List<ByteRange> missing = new ArrayList<>();
    for (ByteRange range : ranges) {
      boolean inside = range.position() >= 0 && range.length() > 0 && range.end() <= size();
      if (inside
          && findWindow(range.position(), range.length()).isEmpty()
          && !cached.covers(range.position(), range.length())) {
        missing.add(range);
      }
    }
    prefetch.expect(missing);
  }

  @Override
  public void read(long position, byte[] into, int at, int length) throws IOException {
    if (position < 0 || length < 0 || position > size() - length) {
      throw new EOFException(name() + " ends before byte " + position + " + " + length);
    }
    if (length == 0 || copyWindow(position, into, at, length)) {
      return;
    }
    if (prefetch.read(position, into, at, length) || cached.read(position, into, at, length)) {
      return;
    }
    if (length >= SMALL) {
      fetch.fetch(file, position, into, at, length);
      cached.store(position, into, at, length);
      return;
    }
    // One at a time: a neighbour's window often holds what this thread is about to ask for.
    synchronized (windowFetch) {
      if (!copyWindow(position, into, at, length)) {
        openWindow(position);
        copyWindow(position, into, at, length);
      }
    }
  }

  private byte[] fetchPart(long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    fetch.fetch(file, position, bytes, 0, length);
    cached.store(position, bytes, 0, length);
    return bytes;
  }

  /** A window from a position on; twice as long as the last one if it goes on from there. */
  private void openWindow(long position) throws IOException {
    long length = SMALL;
    synchronized (windows) {
      Window last = windows.peekLast();
      if (last != null && position > last.start && position <= last.end() + SMALL / 4) {
        length = Math.min(LARGEST_WINDOW, Math.max(SMALL, 2L * last.bytes.length));
      }
    }
    byte[] bytes = fetchPart(position, (int) Math.min(length, size() - position));
    synchronized (windows) {
      if (windows.size() == WINDOWS) {
        windows.removeFirst();
      }
      windows.addLast(new Window(position, bytes));
    }
  }

  private boolean copyWindow(long position, byte[] into, int at, int length) {
    Optional<Window> window = findWindow(position, length);
    window.ifPresent(w -> System.arraycopy(w.bytes, (int) (position - w.start), into, at, length));
    return window.isPresent();
  }

  private Optional<Window> findWindow(long position, long length) {
    synchronized (windows) {
      return windows.stream().filter(w -> w.holds(position, length)).findFirst();
    }
  }

  @Override
  public void close() {
    prefetch.close();
  }

  /** Shows no query. */
  @Override
  public String toString() {
    return name();
  }
}
